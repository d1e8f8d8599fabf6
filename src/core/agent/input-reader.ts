/**
 * Reads a tool call's input, a JSON object, while the model is still writing it: text of a string field is handed on
 * as it comes, however the network cut it. Each character is looked at once, so a file of any size costs its length.
 * Nested values wait until they are whole. RFC 8259 for the syntax.
 */

export type InputPiece =
  /** More of a string field. Pieces of one field joined are its value; no surrogate pair is split. */
  | { kind: "text"; field: string; text: string }
  /** The field is whole. */
  | { kind: "field"; field: string; value: unknown }

export interface InputReader {
  /** Reads on. Throws `SyntaxError` when this can't be a JSON object any more; the reader is then of no more use. */
  push(delta: string): InputPiece[]
  /** The closing brace was read. */
  readonly whole: boolean
}

type Place =
  | { at: "start" | "key-or-end" | "key" | "colon" | "value" | "comma-or-end" | "end" }
  | { at: "string"; field: string | null; raw: string[]; escape: string | null; high: string }
  | { at: "other"; field: string; raw: string; depth: number; quoted: boolean; escaped: boolean }

const SPACE = /[ \t\n\r]/
const SPECIAL = /["\\\u0000-\u001f]/g
const ESCAPES: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
}

export function createInputReader(): InputReader {
  let place: Place = { at: "start" }
  let field = ""

  function push(delta: string): InputPiece[] {
    const pieces: InputPiece[] = []
    let from = 0
    while (from < delta.length) {
      if (place.at === "string") from = readString(place, delta, from, pieces)
      else if (place.at === "other") from = readOther(place, delta, from, pieces)
      else from = readBetween(place.at, delta, from)
    }
    return pieces
  }

  function readBetween(at: Exclude<Place["at"], "string" | "other">, delta: string, from: number): number {
    const char = delta[from]!
    if (SPACE.test(char)) return from + 1
    switch (at) {
      case "start":
        expect(char, "{")
        place = { at: "key-or-end" }
        break
      case "key-or-end":
      case "key":
        if (char === "}" && at === "key-or-end") place = { at: "end" }
        else {
          expect(char, '"')
          place = string(null)
        }
        break
      case "colon":
        expect(char, ":")
        place = { at: "value" }
        break
      case "value":
        if (char === '"') place = string(field)
        else {
          place = { at: "other", field, raw: "", depth: 0, quoted: false, escaped: false }
          return from
        }
        break
      case "comma-or-end":
        if (char === "}") place = { at: "end" }
        else {
          expect(char, ",")
          place = { at: "key" }
        }
        break
      case "end":
        throw new SyntaxError("More text after the end of the tool's input")
    }
    return from + 1
  }

  function readString(
    now: Extract<Place, { at: "string" }>,
    delta: string,
    start: number,
    pieces: InputPiece[],
  ): number {
    let from = start
    const decoded: string[] = []
    while (from < delta.length && place === now) {
      if (now.escape !== null) {
        now.escape += delta[from++]
        const char = unescape(now.escape)
        if (char === null) continue
        now.escape = null
        decoded.push(char)
        continue
      }
      SPECIAL.lastIndex = from
      const special = SPECIAL.exec(delta)
      const until = special?.index ?? delta.length
      if (until > from) decoded.push(delta.slice(from, until))
      from = until + 1
      if (!special) break
      if (special[0] === '"') place = now.field === null ? { at: "colon" } : { at: "comma-or-end" }
      else if (special[0] === "\\") now.escape = ""
      else throw new SyntaxError("A control character stands in a string of the tool's input")
    }
    const ended = place !== now
    const text = hold(now, decoded.join(""), ended)
    now.raw.push(text)
    if (now.field === null) {
      if (ended) field = now.raw.join("")
    } else {
      if (text !== "") pieces.push({ kind: "text", field: now.field, text })
      if (ended) pieces.push({ kind: "field", field: now.field, value: now.raw.join("") })
    }
    return Math.min(from, delta.length)
  }

  function readOther(
    now: Extract<Place, { at: "other" }>,
    delta: string,
    start: number,
    pieces: InputPiece[],
  ): number {
    let from = start
    for (; from < delta.length; from++) {
      const char = delta[from]!
      if (now.quoted) {
        if (now.escaped) now.escaped = false
        else if (char === "\\") now.escaped = true
        else if (char === '"') now.quoted = false
        continue
      }
      if (now.depth === 0 && (char === "," || char === "}")) break
      if (char === '"') now.quoted = true
      else if (char === "{" || char === "[") now.depth++
      else if (char === "}" || char === "]") now.depth--
    }
    now.raw += delta.slice(start, from)
    if (from < delta.length) {
      pieces.push({ kind: "field", field: now.field, value: JSON.parse(now.raw) })
      place = { at: "comma-or-end" }
    }
    return from
  }

  return {
    push,
    get whole() {
      return place.at === "end"
    },
  }
}

function string(field: string | null): Place {
  return { at: "string", field, raw: [], escape: null, high: "" }
}

function expect(char: string, wanted: string): void {
  if (char !== wanted)
    throw new SyntaxError(`The tool's input has ${JSON.stringify(char)} where ${wanted} belongs`)
}

/** What stands after a backslash, decoded; `null` while more of it is to come. */
function unescape(escape: string): string | null {
  if (escape[0] !== "u") {
    const char = ESCAPES[escape]
    if (char === undefined) throw new SyntaxError(`\\${escape} is no escape of JSON`)
    return char
  }
  if (escape.length < 5) return null
  if (!/^u[0-9a-fA-F]{4}$/.test(escape)) throw new SyntaxError(`\\${escape} is no escape of JSON`)
  return String.fromCharCode(Number.parseInt(escape.slice(1), 16))
}

/** Keeps back a first half of a surrogate pair until the second is here. */
function hold(now: { high: string }, text: string, ended: boolean): string {
  const whole = now.high + text
  const last = whole.charCodeAt(whole.length - 1)
  now.high = !ended && last >= 0xd800 && last <= 0xdbff ? whole.slice(-1) : ""
  return now.high === "" ? whole : whole.slice(0, -1)
}
