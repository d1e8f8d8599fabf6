"""The seating plan of a small theatre."""
