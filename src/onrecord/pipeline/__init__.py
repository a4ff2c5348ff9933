"""The flow: from containers to records and index, and back to what a reader asks for."""
