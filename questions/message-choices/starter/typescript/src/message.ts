import { BadMessage } from "./errors.ts";

/** A slot stands for a value: `{name}`. */
export type Part = { kind: "text"; text: string } | { kind: "slot"; name: string };
export type Message = readonly Part[];

const IN_BRACES = /(\{[^{}]*\})/;
const NAME = /^[a-z]+$/;

/** The parts of a message. Braces that make no slot are a mistake. */
export function parse(template: string): Message {
  return template
    .split(IN_BRACES)
    .filter((piece) => piece !== "")
    .map(partOf);
}

function partOf(piece: string): Part {
  if (IN_BRACES.test(piece)) return { kind: "slot", name: nameOf(piece.slice(1, -1)) };
  if (/[{}]/.test(piece)) throw new BadMessage(`a brace without its partner: ${piece}`);
  return { kind: "text", text: piece };
}

/** Names are small letters; spaces around them don't matter. */
function nameOf(text: string): string {
  const name = text.trim();
  if (!NAME.test(name)) throw new BadMessage(`not a name: ${text}`);
  return name;
}

/** The names of all values that the message can show. */
export function slots(message: Message): Set<string> {
  return new Set(message.flatMap((part) => (part.kind === "slot" ? [part.name] : [])));
}
