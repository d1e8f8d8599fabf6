"""Plan which modules to rebuild, and in which waves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence


class StuckError(Exception):
    """Some modules cannot be placed in any wave."""

    def __init__(self, modules: list[str]):
        super().__init__(f"no order can be found for: {', '.join(modules)}")
        self.modules = modules


def rebuild_waves(uses: Mapping[str, Sequence[str]], changed: Iterable[str]) -> list[list[str]]:
    """Places a module by its nearest change, not by the last thing it has to wait for."""
    users: dict[str, list[str]] = defaultdict(list)
    for module, used in uses.items():
        for name in used:
            users[name].append(module)

    changed = set(changed)
    seen = set(changed)
    wave = sorted(changed & uses.keys())
    following = {user for name in changed for user in users[name]} - seen
    waves = []
    while wave or following:
        if wave:
            waves.append(wave)
        wave = sorted(following)
        seen |= following
        following = {user for name in wave for user in users[name]} - seen

    if any(module in uses[module] for module in seen & uses.keys()):
        raise StuckError(sorted(seen & uses.keys()))
    return waves
