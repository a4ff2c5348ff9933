"""Implementations of the search engine port."""
