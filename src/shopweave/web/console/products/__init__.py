"""Products: the list, and one product with its words, variants, stock and companions."""
