"""The ledger of decisions: the list, and one decision with why, outcome and replay."""
