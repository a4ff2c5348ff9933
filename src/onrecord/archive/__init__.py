"""What did we receive, and is it still the same bytes? Append-only evidence, one directory on disk."""
