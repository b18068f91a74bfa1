"""`python -m shopweave` is the same as the `shopweave` command."""

from shopweave.cli import main

main()
