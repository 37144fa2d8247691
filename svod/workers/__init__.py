"""Where batches of files are checked."""
