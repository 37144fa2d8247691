"""Decides which figures to hide, and computes what an outsider could still find out."""
