"""The ledger of everything the product decides, with reasons and outcomes."""
