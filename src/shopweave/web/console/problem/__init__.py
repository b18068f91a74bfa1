"""Problems as pages."""
