"""What the pages show, as JSON: the same functions, the same shapes as the command line gives."""
