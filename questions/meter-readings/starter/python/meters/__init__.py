"""What the meters of a house have counted."""
