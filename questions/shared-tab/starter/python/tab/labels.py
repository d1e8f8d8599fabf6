STANDARD_LABELS = ["food", "household", "rent"]
"""What a new group starts with."""


class UnknownLabel(ValueError):
    def __init__(self, label: str):
        super().__init__(f"unknown label: {label}")


def tidy(label: str) -> str:
    """Labels are compared without regard to case and outer spaces."""
    return label.strip().lower()
