class UnknownJob(KeyError):
    """There is no job with this id."""


class NotHolder(Exception):
    """The worker does not hold this job, or holds it no longer."""
