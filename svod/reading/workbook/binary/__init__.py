"""xls and xlsb."""
