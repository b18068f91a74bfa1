"""Honest tests on the merchant's own files: matching of products, sorting into categories."""

from shopweave.goods.evaluate.report import Report, write_predictions
from shopweave.goods.evaluate.run import Options, evaluate
from shopweave.goods.evaluate.sorted import evaluate_sorting, read_sorted

__all__ = ["Options", "Report", "evaluate", "evaluate_sorting", "read_sorted", "write_predictions"]
