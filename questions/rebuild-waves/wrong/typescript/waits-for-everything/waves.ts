/** Some modules cannot be placed in any wave. */
export class StuckError extends Error {
  readonly modules: readonly string[];

  constructor(modules: readonly string[]) {
    super(`no order can be found for: ${modules.join(", ")}`);
    this.name = "StuckError";
    this.modules = modules;
  }
}

/** Orders the whole project first, so a module also waits for modules that need no rebuild. */
export function rebuildWaves(
  uses: ReadonlyMap<string, readonly string[]>,
  changed: readonly string[],
): string[][] {
  const users = usersOf(uses);
  const affected = new Set(changed);
  for (const name of affected) {
    for (const user of users.get(name) ?? []) affected.add(user);
  }

  const waitingFor = new Map<string, number>();
  for (const [module, used] of uses) {
    waitingFor.set(module, used.filter((name) => uses.has(name)).length);
  }
  const waves: string[][] = [];
  let ready = [...uses.keys()].filter((module) => waitingFor.get(module) === 0);
  while (ready.length > 0) {
    const wave = ready.filter((module) => affected.has(module)).sort();
    if (wave.length > 0) waves.push(wave);
    const following: string[] = [];
    for (const module of ready) {
      waitingFor.delete(module);
      for (const user of users.get(module) ?? []) {
        const left = (waitingFor.get(user) ?? 0) - 1;
        waitingFor.set(user, left);
        if (left === 0) following.push(user);
      }
    }
    ready = following;
  }
  if (waitingFor.size > 0) throw new StuckError([...waitingFor.keys()].sort());
  return waves;
}

/** Who uses each name, the map turned round. */
function usersOf(uses: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [module, used] of uses) {
    for (const name of used) {
      const known = users.get(name);
      if (known) known.push(module);
      else users.set(name, [module]);
    }
  }
  return users;
}
