"""Who may do what in the folders of a space."""
