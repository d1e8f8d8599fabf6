/** Some modules cannot be placed in any wave. */
export class StuckError extends Error {
  readonly modules: readonly string[];

  constructor(modules: readonly string[]) {
    super(`no order can be found for: ${modules.join(", ")}`);
    this.name = "StuckError";
    this.modules = modules;
  }
}

/**
 * The waves of modules to rebuild, each sorted by name. `uses` maps a module to what it uses.
 *
 * @throws {StuckError} when a circle leaves modules without a wave
 */
export function rebuildWaves(
  uses: ReadonlyMap<string, readonly string[]>,
  changed: readonly string[],
): string[][] {
  const users = usersOf(uses);
  const affected = reachable(changed, users);
  const waitingFor = new Map<string, number>();
  for (const [module, used] of uses) {
    if (!affected.has(module)) continue;
    const awaited = used.filter((name) => affected.has(name) && uses.has(name));
    waitingFor.set(module, awaited.length);
  }

  const waves: string[][] = [];
  let ready = [...waitingFor.keys()].filter((module) => waitingFor.get(module) === 0);
  while (ready.length > 0) {
    const wave = ready.sort();
    waves.push(wave);
    ready = [];
    for (const module of wave) {
      waitingFor.delete(module);
      for (const user of users.get(module) ?? []) {
        const left = (waitingFor.get(user) ?? 0) - 1;
        waitingFor.set(user, left);
        if (left === 0) ready.push(user);
      }
    }
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

/** `starts`, and whatever uses them, directly or through others. */
function reachable(
  starts: readonly string[],
  users: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const seen = new Set(starts);
  // A set can be walked while it grows: each name is visited once.
  for (const name of seen) {
    for (const user of users.get(name) ?? []) seen.add(user);
  }
  return seen;
}
