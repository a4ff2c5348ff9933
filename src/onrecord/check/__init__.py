"""Does the story say what the mail says?"""
