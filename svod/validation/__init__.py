"""Validation: columns of raw values become typed rows, indicators, and an issue at its cell for whatever is wrong."""
