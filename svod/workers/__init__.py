"""Where batches of files are checked: on this machine in processes of its own, later on a cluster."""
