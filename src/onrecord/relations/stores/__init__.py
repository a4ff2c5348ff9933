"""Implementations of the relations port."""
