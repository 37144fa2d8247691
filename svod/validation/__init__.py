"""Validation: columns of raw values → typed rows, indicators, and an issue for whatever is wrong, at its cell."""
