import { covers, tidy } from "./path.ts";

export type Action = "read" | "write";
export type Level = "none" | Action;

/** Who may do more may also do less. */
export const RANK: Record<Level, number> = { none: 0, read: 1, write: 2 };

/** Somebody tried what is not theirs to do. */
export class NotAllowed extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NotAllowed";
  }
}

/**
 * What people were granted.
 *
 * A grant holds for its folder, for everything below it, and for nothing else. Of several grants the
 * one on the deepest folder decides, so `none` takes away what was granted further up.
 */
export class Access {
  readonly #grants = new Map<string, Map<string, Level>>();

  /** Replaces what the person was granted on this very folder. */
  grant(person: string, folder: string, level: Level): void {
    const granted = this.#grants.get(person) ?? new Map<string, Level>();
    this.#grants.set(person, granted.set(tidy(folder), level));
  }

  may(person: string, action: Action, path: string): boolean {
    const tidied = tidy(path);
    let deepest = "";
    let level: Level = "none";
    for (const [folder, granted] of this.#grants.get(person) ?? []) {
      if (covers(folder, tidied) && folder.length > deepest.length) {
        deepest = folder;
        level = granted;
      }
    }
    return RANK[level] >= RANK[action];
  }
}
