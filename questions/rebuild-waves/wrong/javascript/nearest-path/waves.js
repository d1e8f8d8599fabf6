/** Some modules cannot be placed in any wave. */
export class StuckError extends Error {
  /** @param {readonly string[]} modules */
  constructor(modules) {
    super(`no order can be found for: ${modules.join(", ")}`);
    this.name = "StuckError";
    this.modules = modules;
  }
}

/** Places a module by its nearest change, not by the last thing it has to wait for. */
export function rebuildWaves(uses, changed) {
  const users = usersOf(uses);
  const seen = new Set();
  const waves = [];
  let names = [...new Set(changed)];
  while (names.length > 0) {
    const following = new Set();
    for (const name of names) {
      if (users.get(name)?.includes(name)) throw new StuckError([name]);
      seen.add(name);
      for (const user of users.get(name) ?? []) following.add(user);
    }
    const wave = names.filter((name) => uses.has(name)).sort();
    if (wave.length > 0) waves.push(wave);
    names = [...following].filter((name) => !seen.has(name));
  }
  return waves;
}

/**
 * Who uses each name, the map turned round.
 *
 * @param {ReadonlyMap<string, readonly string[]>} uses
 * @returns {Map<string, string[]>}
 */
function usersOf(uses) {
  const users = new Map();
  for (const [module, used] of uses) {
    for (const name of used) {
      const known = users.get(name);
      if (known) known.push(module);
      else users.set(name, [module]);
    }
  }
  return users;
}
