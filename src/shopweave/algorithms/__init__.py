"""Pure functions over arrays: no clock, no files, no network; `seed` and `now` are arguments."""
