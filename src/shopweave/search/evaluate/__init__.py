"""An honest test of the search on a merchant's own catalogue, queries and grades."""

from shopweave.search.evaluate.report import Report, write_predictions
from shopweave.search.evaluate.run import Options, evaluate

__all__ = ["Options", "Report", "evaluate", "write_predictions"]
