"""Everything that starts work: the command line, the Prefect flow with its schedule, the settings."""
