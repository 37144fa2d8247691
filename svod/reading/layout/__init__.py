"""From sheets of raw cells to located tables."""
