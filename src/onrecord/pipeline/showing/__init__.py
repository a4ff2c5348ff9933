"""A message and its conversation as the faces show them: one value per page."""
