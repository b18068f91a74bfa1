"""What any server needs: database, jobs, outbox, models on disk. Knows no shop word."""
