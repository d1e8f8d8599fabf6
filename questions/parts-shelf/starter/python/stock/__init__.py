"""The stock of a workshop: what lies on its shelf, and what it cost."""
