"""The vocabulary: what forms, returns, issues and totals are. It imports nothing of the engine."""
