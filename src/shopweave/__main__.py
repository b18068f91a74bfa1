"""The way in, for `shopweave` and `python -m shopweave`."""

import gc
from importlib import import_module


def main() -> None:
    """Load the house, which leaves no garbage to look for, and run the command."""
    gc.disable()
    command = import_module("shopweave.cli").main
    gc.freeze()
    gc.enable()
    command()


if __name__ == "__main__":
    main()
