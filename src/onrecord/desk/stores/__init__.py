"""Where a desk keeps its entries."""
