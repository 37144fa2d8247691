"""The command line: each command parses, calls one function, and writes what it gives."""
