"""The commands of `svod`, a file each."""
