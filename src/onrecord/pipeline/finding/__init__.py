"""What is asked, and what is found: hits, counts, concordances, related messages."""
