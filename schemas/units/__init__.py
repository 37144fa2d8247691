"""Reference data that comes with the program."""
