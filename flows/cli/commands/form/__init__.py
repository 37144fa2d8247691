"""`svod form`: forms that statisticians declare in workbooks."""
