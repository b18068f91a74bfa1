"""Side by side against plain alternatives; each prints a table and asserts no time."""
