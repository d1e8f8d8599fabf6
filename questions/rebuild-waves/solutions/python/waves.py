"""Plan which modules to rebuild, and in which waves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence


class StuckError(Exception):
    """Some modules cannot be placed in any wave."""

    def __init__(self, modules: list[str]):
        super().__init__(f"no order can be found for: {', '.join(modules)}")
        self.modules = modules


def rebuild_waves(uses: Mapping[str, Sequence[str]], changed: Iterable[str]) -> list[list[str]]:
    """Return the waves of modules to rebuild, each sorted by name. `uses` maps a module to what it uses."""
    users: dict[str, list[str]] = defaultdict(list)
    for module, used in uses.items():
        for name in used:
            users[name].append(module)

    affected = _reachable(changed, users) & uses.keys()
    waiting_for = {module: sum(name in affected for name in uses[module]) for module in affected}

    waves: list[list[str]] = []
    ready = [module for module, count in waiting_for.items() if count == 0]
    while ready:
        waves.append(sorted(ready))
        ready = []
        for module in waves[-1]:
            del waiting_for[module]
            for user in users[module]:
                waiting_for[user] -= 1
                if waiting_for[user] == 0:
                    ready.append(user)

    if waiting_for:
        raise StuckError(sorted(waiting_for))
    return waves


def _reachable(starts: Iterable[str], users: Mapping[str, Sequence[str]]) -> set[str]:
    """`starts`, and whatever uses them, directly or through others."""
    seen = set(starts)
    to_visit = list(seen)
    while to_visit:
        for user in users.get(to_visit.pop(), ()):
            if user not in seen:
                seen.add(user)
                to_visit.append(user)
    return seen
