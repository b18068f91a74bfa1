"""Every statement about connected shops: the connections, their progress, what they sent."""
