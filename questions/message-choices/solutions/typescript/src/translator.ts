import type { Catalog } from "./catalog.ts";
import { BadValue, MissingMessage, MissingValue } from "./errors.ts";
import { formFor } from "./grammar.ts";
import type { Choice, Message } from "./message.ts";

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
    const catalog = this.#find(language, key);
    return show(catalog.messages.get(key) ?? [], catalog.language, values);
  }

  /** The catalog whose message is said. */
  #find(language: string, key: string): Catalog {
    for (const candidate of [language, this.#fallback]) {
      const catalog = this.#catalogs.get(candidate);
      if (catalog?.messages.has(key)) return catalog;
    }
    throw new MissingMessage(key);
  }
}

function show(message: Message, language: string, values: Values): string {
  return message
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "slot") return String(valueOf(part.name, values));
      return show(chosen(part, language, values), language, values);
    })
    .join("");
}

function chosen(choice: Choice, language: string, values: Values): Message {
  const number = valueOf(choice.name, values);
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) {
    throw new BadValue(`${choice.name}: ${number}`);
  }
  const { forms } = choice;
  return (
    forms.get(String(number)) ?? forms.get(formFor(language, number)) ?? forms.get("other") ?? []
  );
}

function valueOf(name: string, values: Values): unknown {
  if (!Object.hasOwn(values, name)) throw new MissingValue(name);
  return values[name];
}
