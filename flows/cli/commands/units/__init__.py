"""`svod units`: the register of units as data."""
