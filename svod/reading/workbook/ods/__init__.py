"""OpenDocument spreadsheets (ods)."""
