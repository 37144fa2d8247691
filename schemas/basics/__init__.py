"""Modules that everything else may import: text, cells, time, exceptions, limits."""
