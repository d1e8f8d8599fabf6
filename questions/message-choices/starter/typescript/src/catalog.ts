import type { Message } from "./message.ts";
import { parse } from "./message.ts";

/** All messages of one language, by their keys. */
export interface Catalog {
  language: string;
  messages: ReadonlyMap<string, Message>;
}

/** Reads lines of `key = message`. Lines that are empty or begin with `#` say nothing. */
export function readCatalog(language: string, text: string): Catalog {
  const messages = new Map<string, Message>();
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [key, ...template] = line.split("=");
    messages.set(key.trim(), parse(template.join("=").trim()));
  }
  return { language, messages };
}
