"""What leaves the archive: mail as it came, tables, results taken away, packets."""
