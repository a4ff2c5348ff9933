"""Which letters are one letter, or of one mould?"""
