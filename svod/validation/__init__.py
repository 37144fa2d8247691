"""Validation: turns columns of raw values into typed rows, indicators and issues with their cells."""
