"""Reading: a workbook as bytes → the tables of a form as columns of raw values with their cells."""
