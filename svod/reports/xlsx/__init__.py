"""The workbooks that svod writes."""
