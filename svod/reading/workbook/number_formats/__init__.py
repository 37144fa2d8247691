"""Number formats: what a cell shows of the value that it holds."""
