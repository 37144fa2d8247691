"""`svod spelling`: names as clerks write them, accepted as data."""
