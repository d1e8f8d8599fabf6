"""Plan which modules to rebuild, and in which waves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence


class StuckError(Exception):
    """Some modules cannot be placed in any wave."""

    def __init__(self, modules: list[str]):
        super().__init__(f"no order can be found for: {', '.join(modules)}")
        self.modules = modules


def rebuild_waves(uses: Mapping[str, Sequence[str]], changed: Iterable[str]) -> list[list[str]]:
    """Orders the whole project first, so a module also waits for modules that need no rebuild."""
    users: dict[str, list[str]] = defaultdict(list)
    for module, used in uses.items():
        for name in used:
            users[name].append(module)

    affected = set(changed)
    to_visit = list(affected)
    while to_visit:
        for user in users[to_visit.pop()]:
            if user not in affected:
                affected.add(user)
                to_visit.append(user)

    waiting_for = {module: sum(name in uses for name in used) for module, used in uses.items()}
    waves = []
    ready = [module for module, count in waiting_for.items() if count == 0]
    while ready:
        wave = sorted(module for module in ready if module in affected)
        if wave:
            waves.append(wave)
        following = []
        for module in ready:
            del waiting_for[module]
            for user in users[module]:
                waiting_for[user] -= 1
                if waiting_for[user] == 0:
                    following.append(user)
        ready = following

    if waiting_for:
        raise StuckError(sorted(waiting_for))
    return waves
