"""Every statement that the catalogue sends to the database: one file writes, one reads."""
