"""Who was seen in the mail, and who writes to whom: the register of persons, kept up as mail comes in."""
