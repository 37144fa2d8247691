"""Intake: records a receipt in an append-only ledger for each file under raw/, and keeps its bytes for ever by their hash."""
