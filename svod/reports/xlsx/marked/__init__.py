"""The marked workbook: the clerk's own package with its issues marked; parts that aren't touched stay the same bytes."""
