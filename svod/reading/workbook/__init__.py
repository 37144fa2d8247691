"""From the bytes of a workbook, of whatever format, to its sheets as grids of raw cells."""
