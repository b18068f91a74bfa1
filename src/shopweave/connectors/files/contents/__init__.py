"""What each kind of file holds: rows become drafts for the record."""
