/** Byte strings in the three spellings the record uses: UTF-8, lower-case hex and strict base64. */
import { strFromU8, strToU8 } from "fflate"

export const utf8: (text: string) => Uint8Array = (text) => strToU8(text)

/** Decodes UTF-8. Throws `SyntaxError` where the bytes are not well-formed. */
export function fromUtf8(bytes: Uint8Array): string {
  const text = strFromU8(bytes)
  if (text.includes("\uFFFD") && !equal(strToU8(text), bytes)) throw new SyntaxError("not valid UTF-8")
  return text
}

const DIGITS = "0123456789abcdef"
const HEX = Array.from({ length: 256 }, (_, byte) => DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 15))
const NIBBLE = new Uint8Array(128)
for (let value = 0; value < 16; value++) NIBBLE[DIGITS.charCodeAt(value)] = value

export function hex(bytes: Uint8Array): string {
  let text = ""
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i] ?? 0]
  return text
}

/** Throws `SyntaxError` unless `text` is lower-case hex. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new SyntaxError("not lower-case hex")
  const bytes = new Uint8Array(text.length / 2)
  const nibble = (at: number): number => NIBBLE[text.charCodeAt(at)] ?? 0
  for (let i = 0; i < bytes.length; i++) bytes[i] = (nibble(2 * i) << 4) | nibble(2 * i + 1)
  return bytes
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
const SEXTET = new Uint8Array(128)
for (let value = 0; value < 64; value++) SEXTET[ALPHABET.charCodeAt(value)] = value

export function base64(bytes: Uint8Array): string {
  let text = ""
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63)
    text += left > 1 ? ALPHABET.charAt((bits >> 6) & 63) : "="
    text += left > 2 ? ALPHABET.charAt(bits & 63) : "="
  }
  return text
}

/** Throws `SyntaxError` for anything that `base64` would not have written: padding and spare bits count. */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/={1,2}$/, "")
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  const sextet = (at: number): number => SEXTET[digits.charCodeAt(at)] ?? 0
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 3) {
    const high = (sextet(from) << 18) | (sextet(from + 1) << 12)
    const bits = high | (sextet(from + 2) << 6) | sextet(from + 3)
    bytes[to] = bits >> 16
    bytes[to + 1] = bits >> 8
    bytes[to + 2] = bits
  }
  if (base64(bytes) !== text) throw new SyntaxError("not strict base64")
  return bytes
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** Nothing here is secret, so this may stop at the first difference. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
