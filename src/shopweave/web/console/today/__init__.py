"""Today: at most seven sentences, what was done by itself, and four figures."""
