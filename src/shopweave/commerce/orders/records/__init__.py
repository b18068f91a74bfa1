"""Every statement that orders send to the database: single orders, and sums over many."""
