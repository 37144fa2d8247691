"""Intake: files under raw/ → receipts in an append-only ledger, and their bytes kept for ever by hash."""
