import { createHash } from "node:crypto";
import { NotAllowed, RANK } from "./access.ts";
import type { Access, Action } from "./access.ts";
import type { Log } from "./log.ts";
import { covers } from "./path.ts";

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
    if (!this.#access.may(maker, "read", folder)) {
      throw new NotAllowed(`${maker} may not share ${folder}`);
    }
    const hash = createHash("sha256").update(`${maker} ${level} ${folder}`);
    const token = hash.digest("hex").slice(0, 32);
    this.#links.set(token, { maker, folder, level, ends: this.#now() + seconds });
    return token;
  }

  /** Whether the link allows the action; each question is noted in the log. */
  opens(token: string, action: Action, path: string): boolean {
    const link = this.#links.get(token);
    if (!link || this.#now() > link.ends || !covers(link.folder, path)) return false;
    if (RANK[link.level] < RANK[action]) return false;
    this.#log.entries.push(`${token} ${action} ${path}: allowed`);
    return true;
  }

  /** Ends a link. There is nothing to do for one that is not there. */
  revoke(by: string, token: string): void {
    this.#links.delete(token);
  }
}
