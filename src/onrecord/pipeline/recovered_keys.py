"""By what the index knows a recovered message: it has no row of its own among the messages."""

RECOVERED_FROM = 1 << 25
"""Keys from here on are recovered messages, by the number that the relations gave them.

An archive has fewer messages than that.
"""
