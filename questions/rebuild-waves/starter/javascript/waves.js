/** Some modules cannot be placed in any wave. */
export class StuckError extends Error {
  /** @param {readonly string[]} modules */
  constructor(modules) {
    super(`no order can be found for: ${modules.join(", ")}`);
    this.name = "StuckError";
    this.modules = modules;
  }
}

/**
 * The waves of modules to rebuild, each sorted by name. `uses` maps a module to what it uses.
 *
 * @param {ReadonlyMap<string, readonly string[]>} uses
 * @param {readonly string[]} changed
 * @returns {string[][]}
 * @throws {StuckError} when a circle leaves modules without a wave
 */
export function rebuildWaves(uses, changed) {
  return [];
}
