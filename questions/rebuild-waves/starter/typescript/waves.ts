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
  return [];
}
