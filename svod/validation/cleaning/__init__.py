"""Cleaning the values of a column before they are judged."""
