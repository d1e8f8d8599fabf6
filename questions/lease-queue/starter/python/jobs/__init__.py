"""A small in-memory job queue."""
