from flags.digest import digest


def bucket_of(flag: str, user: str) -> int:
    """One of the buckets 0 to 99, always the same for the same flag and user."""
    return digest(f"{flag}\n{user}") % 100
