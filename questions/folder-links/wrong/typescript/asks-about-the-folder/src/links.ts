import { randomBytes } from "node:crypto";
import { NotAllowed, RANK } from "./access.ts";
import type { Access, Action } from "./access.ts";
import type { Log } from "./log.ts";
import { BadPath, covers, tidy } from "./path.ts";

interface Link {
  maker: string;
  folder: string;
  level: Action;
  ends: number;
}

/** Links that open a folder to whoever has them. */
export class Links {
  readonly #access: Access;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #links = new Map<string, Link>();

  /** `now` tells the time in whole seconds. */
  constructor(access: Access, log: Log, now: () => number) {
    this.#access = access;
    this.#log = log;
    this.#now = now;
  }

  /** Makes a link that lasts for so many seconds, and returns its token. */
  make(maker: string, folder: string, level: Action, seconds: number): string {
    const tidied = tidy(folder);
    if (!this.#access.may(maker, level, tidied)) {
      throw new NotAllowed(`${maker} may not ${level} ${tidied}`);
    }
    const token = randomBytes(24).toString("base64url");
    this.#links.set(token, { maker, folder: tidied, level, ends: this.#now() + seconds });
    return token;
  }

  /** Whether the link allows the action; each question is noted in the log. */
  opens(token: string, action: Action, path: string): boolean {
    const allowed = this.#allows(token, action, path);
    this.#log.note(token, action, path, allowed);
    return allowed;
  }

  /** Ends a link. There is nothing to do for one that is not there. */
  revoke(by: string, token: string): void {
    const link = this.#links.get(token);
    if (!link) return;
    if (by !== link.maker && !this.#access.may(by, "write", link.folder)) {
      throw new NotAllowed(`${by} may not end a link of ${link.maker}`);
    }
    this.#links.delete(token);
  }

  #allows(token: string, action: Action, path: string): boolean {
    const link = this.#links.get(token);
    if (!link || this.#now() >= link.ends || RANK[link.level] < RANK[action]) return false;
    try {
      const tidied = tidy(path);
      return covers(link.folder, tidied) && this.#access.may(link.maker, action, link.folder);
    } catch (error) {
      if (error instanceof BadPath) return false;
      throw error;
    }
  }
}
