"""The web face: the archive as pages that work without JavaScript, on this computer only."""
