"""Who is named in the archive, kept up as mail comes in: the register of persons.

Package rule: a projection. It may lag behind the evidence, and may be thrown away.
"""
