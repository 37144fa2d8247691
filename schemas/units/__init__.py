"""Reference data kept with the program."""
