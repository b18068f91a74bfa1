"""Every statement that the books send to the database: costs, rates, and profits."""
