import { BadMessage } from "./errors.js";

/**
 * A slot stands for a value: `{name}`.
 *
 * @typedef {{ kind: "text", text: string } | { kind: "slot", name: string }} Part
 * @typedef {readonly Part[]} Message
 */

const IN_BRACES = /(\{[^{}]*\})/;
const NAME = /^[a-z]+$/;

/**
 * The parts of a message. Braces that make no slot are a mistake.
 *
 * @param {string} template
 * @returns {Message}
 */
export function parse(template) {
  return template
    .split(IN_BRACES)
    .filter((piece) => piece !== "")
    .map(partOf);
}

/**
 * @param {string} piece
 * @returns {Part}
 */
function partOf(piece) {
  if (IN_BRACES.test(piece)) return { kind: "slot", name: nameOf(piece.slice(1, -1)) };
  if (/[{}]/.test(piece)) throw new BadMessage(`a brace without its partner: ${piece}`);
  return { kind: "text", text: piece };
}

/**
 * Names are small letters; spaces around them don't matter.
 *
 * @param {string} text
 * @returns {string}
 */
function nameOf(text) {
  const name = text.trim();
  if (!NAME.test(name)) throw new BadMessage(`not a name: ${text}`);
  return name;
}

/**
 * The names of all values that the message can show.
 *
 * @param {Message} message
 * @returns {Set<string>}
 */
export function slots(message) {
  return new Set(message.flatMap((part) => (part.kind === "slot" ? [part.name] : [])));
}
