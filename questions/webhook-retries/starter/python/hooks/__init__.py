"""Tells customers' endpoints what has happened."""
