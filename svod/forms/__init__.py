"""Forms and registers as data: the workbooks in which statisticians declare them, read, checked and written."""
