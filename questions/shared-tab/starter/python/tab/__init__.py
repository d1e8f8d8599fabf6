"""A tab for people who share expenses: who paid what, and who owes whom."""
