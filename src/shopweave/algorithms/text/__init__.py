"""What a written text says and its source does not."""

from shopweave.algorithms.text.invented import invented

__all__ = ["invented"]
