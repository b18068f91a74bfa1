"""An honest test of the recommender on a merchant's own past, beside simple rules."""

from shopweave.recommend.evaluate.options import Options, Task, usual_days
from shopweave.recommend.evaluate.predictions import write_predictions
from shopweave.recommend.evaluate.report import Report
from shopweave.recommend.evaluate.run import evaluate

__all__ = ["Options", "Report", "Task", "evaluate", "usual_days", "write_predictions"]
