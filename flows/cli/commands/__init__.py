"""The commands of `svod`, one module each. The help lists them in the order of texts.toml."""
