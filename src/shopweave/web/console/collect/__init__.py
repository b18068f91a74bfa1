"""What the people of a store pick, send and hand over; made for a phone."""
