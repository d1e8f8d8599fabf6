"""Plan which modules to rebuild, and in which waves."""

from collections.abc import Iterable, Mapping, Sequence


class StuckError(Exception):
    """Some modules cannot be placed in any wave."""

    def __init__(self, modules: list[str]):
        super().__init__(f"no order can be found for: {', '.join(modules)}")
        self.modules = modules


def rebuild_waves(uses: Mapping[str, Sequence[str]], changed: Iterable[str]) -> list[list[str]]:
    """Return the waves of modules to rebuild, each sorted by name. `uses` maps a module to what it uses."""
    return []
