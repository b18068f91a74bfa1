"""All SQL of the room, one file for each group of tables."""
