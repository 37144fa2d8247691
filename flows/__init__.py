"""Everything that starts work: the command line, the Prefect flows and their schedule, settings."""
