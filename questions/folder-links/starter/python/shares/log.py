class Log:
    """What was tried with keys and links, for those who look after the space."""

    def __init__(self):
        self.entries: list[str] = []

    def note(self, key: str, action: str, path: str, allowed: bool) -> None:
        """Adds one entry for one attempt, whether it was allowed or not.

        A key or token is a secret: only its first four characters are written down. An entry is one
        line, so line breaks in the path become `?`.
        """
        shown = path.replace("\n", "?").replace("\r", "?")
        outcome = "allowed" if allowed else "refused"
        self.entries.append(f"{key[:4]}... {action} {shown}: {outcome}")
