"""Which user has which feature."""
