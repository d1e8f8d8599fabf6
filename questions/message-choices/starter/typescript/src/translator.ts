import type { Catalog } from "./catalog.ts";
import { MissingMessage, MissingValue } from "./errors.ts";
import type { Message } from "./message.ts";

export type Values = Readonly<Record<string, unknown>>;

/** Says messages in a language, or in the fallback language where that has none. */
export class Translator {
  readonly #catalogs: ReadonlyMap<string, Catalog>;
  readonly #fallback: string;

  constructor(catalogs: readonly Catalog[], fallback = "en") {
    this.#catalogs = new Map(catalogs.map((catalog) => [catalog.language, catalog]));
    this.#fallback = fallback;
  }

  say(language: string, key: string, values: Values = {}): string {
    return this.#find(language, key)
      .map((part) => (part.kind === "slot" ? String(valueOf(part.name, values)) : part.text))
      .join("");
  }

  #find(language: string, key: string): Message {
    for (const candidate of [language, this.#fallback]) {
      const message = this.#catalogs.get(candidate)?.messages.get(key);
      if (message) return message;
    }
    throw new MissingMessage(key);
  }
}

function valueOf(name: string, values: Values): unknown {
  if (!Object.hasOwn(values, name)) throw new MissingValue(name);
  return values[name];
}
