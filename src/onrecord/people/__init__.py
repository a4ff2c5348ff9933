"""Who is who: which addresses and printed names are one person, on what grounds."""
