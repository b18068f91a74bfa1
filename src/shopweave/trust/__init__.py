"""Who may do what, and how personal data is kept, shown and erased."""
