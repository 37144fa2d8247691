"""`python -m flows.cli` is `svod`."""

from flows.cli.app import main

main()
