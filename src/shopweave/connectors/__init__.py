"""How web shops, tills and files enter the record."""
