"""The commands of `svod`, a module each: its options, its work, its printing. Help has them in the order of texts.toml."""
