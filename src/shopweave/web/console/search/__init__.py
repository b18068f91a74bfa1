"""One search for everything: places, customers, products, orders."""
