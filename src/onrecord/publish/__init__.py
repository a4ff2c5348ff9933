"""What may leave the house: packets of evidence, and what goes with them."""
