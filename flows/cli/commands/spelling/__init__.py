"""`svod spelling`: names as clerks write them, accepted by analysts."""
