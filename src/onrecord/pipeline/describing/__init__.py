"""From the bytes of a message to all that is read of it: the pure work of worker processes."""
