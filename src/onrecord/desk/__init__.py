"""What have we noted, and what is new? Opinions about the evidence, kept apart from it."""
