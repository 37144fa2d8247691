"""Reading: from the bytes of a workbook to the tables of its form, as columns of raw values with their cell addresses."""
