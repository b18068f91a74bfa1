"""Live: what shoppers do this moment, bots counted apart, and what was not kept and why."""
