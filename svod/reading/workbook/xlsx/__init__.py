"""Excel's XML formats: xlsx and xlsm."""
