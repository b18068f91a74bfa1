"""Customers: the list, and one customer's whole picture with consent, reasons and erasure."""
