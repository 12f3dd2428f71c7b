"""`python -m roadmapdocs` is the command `roadmapdocs`."""

from roadmapdocs.cli import main

main()
