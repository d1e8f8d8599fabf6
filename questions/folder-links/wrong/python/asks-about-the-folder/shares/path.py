class BadPath(ValueError):
    """A path that leads out of the space."""


def tidy(path: str) -> str:
    """The one way to write a path: `/team/plans`, and `/` for the whole space.

    Empty parts and `.` are left out, `..` leads one folder up. A path that leads out of the space
    raises `BadPath`.
    """
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise BadPath(f"{path!r} leads out of the space")
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def covers(folder: str, path: str) -> bool:
    """Whether the path is the folder, or lies anywhere below it. Both are tidy."""
    return folder == "/" or path == folder or path.startswith(folder + "/")
