"""Where is it said?"""
