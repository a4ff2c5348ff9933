"""Implementations of the register port."""
