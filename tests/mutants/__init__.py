"""Faults planted on purpose, to see that the tests still find them: `make mutants`."""
