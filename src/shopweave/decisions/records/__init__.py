"""Every statement that the ledger sends to the database: writing, reading, joining outcomes."""
