"""How the console looks to one visitor: language and appearance, kept in cookies."""
