"""`svod place`: the place of the data folder as data."""
