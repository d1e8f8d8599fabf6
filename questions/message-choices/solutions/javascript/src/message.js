import { BadMessage } from "./errors.js";
import { ALL_FORMS } from "./grammar.js";

/**
 * A slot stands for a value: `{name}`. A choice says one of several messages, by a number:
 * `{name? one=... | other=...}`. Its forms stand by their words, or by exact numbers in digits; they hold no choices.
 *
 * @typedef {{ kind: "text", text: string } | { kind: "slot", name: string } | Choice} Part
 * @typedef {{ kind: "choice", name: string, forms: ReadonlyMap<string, Message> }} Choice
 * @typedef {readonly Part[]} Message
 */

const IN_BRACES = /(\{(?:[^{}]|\{[^{}]*\})*\})/;
const NAME = /^[a-z]+$/;
const NUMBER = /^[0-9]+$/;

/**
 * The parts of a message. Braces that make neither slot nor choice are a mistake.
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
  if (IN_BRACES.test(piece)) {
    const [name, forms] = cut(piece.slice(1, -1), "?");
    if (forms === undefined) return { kind: "slot", name: nameOf(name) };
    return { kind: "choice", name: nameOf(name), forms: formsIn(forms) };
  }
  if (/[{}]/.test(piece)) throw new BadMessage(`a brace without its partner: ${piece}`);
  return { kind: "text", text: piece };
}

/**
 * @param {string} text
 * @returns {ReadonlyMap<string, Message>}
 */
function formsIn(text) {
  /** @type {Map<string, Message>} */
  const forms = new Map();
  for (const piece of text.split("|")) {
    const [form, template] = cut(piece, "=").map((half) => half.trim());
    if (template === undefined || !(ALL_FORMS.includes(form) || NUMBER.test(form))) {
      throw new BadMessage(`not a form and its text: ${piece}`);
    }
    if (forms.has(form)) throw new BadMessage(`given twice: ${form}`);
    const message = parse(template);
    if (choices(message).length > 0) throw new BadMessage(`a choice within a choice: ${piece}`);
    forms.set(form, message);
  }
  if (!forms.has("other")) throw new BadMessage(`a choice without other: ${text}`);
  return forms;
}

/**
 * What stands before the first `sign`, and what stands after it if it is there.
 *
 * @param {string} text
 * @param {string} sign
 * @returns {string[]}
 */
function cut(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
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
 * @param {Message} message
 * @returns {Choice[]}
 */
export function choices(message) {
  return message.filter((part) => part.kind === "choice");
}

/**
 * The names of all values that the message can show or count.
 *
 * @param {Message} message
 * @returns {Set<string>}
 */
export function slots(message) {
  const own = message.flatMap((part) => (part.kind === "text" ? [] : [part.name]));
  const inForms = choices(message).flatMap(({ forms }) =>
    [...forms.values()].flatMap((form) => [...slots(form)]),
  );
  return new Set([...own, ...inForms]);
}
