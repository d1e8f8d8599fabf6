/** Byte strings in the three spellings the record uses: UTF-8, lower-case hex and strict base64. */
import { strFromU8, strToU8 } from "fflate"

export const utf8: (text: string) => Uint8Array = (text) => strToU8(text)

/** Decodes UTF-8. Throws `SyntaxError` where the bytes are not well-formed. */
export function fromUtf8(bytes: Uint8Array): string {
  const text = strFromU8(bytes)
  if (text.includes("\uFFFD") && !equal(strToU8(text), bytes)) throw new SyntaxError("not valid UTF-8")
  return text
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

export function hex(bytes: Uint8Array): string {
  let text = ""
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** Throws `SyntaxError` unless `text` is lower-case hex. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new SyntaxError("not lower-case hex")
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16))
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
const SEXTET = new Map(Array.from(ALPHABET, (character, value) => [character, value]))

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
  let bits = 0
  let held = 0
  let length = 0
  for (const digit of digits) {
    bits = ((bits << 6) | (SEXTET.get(digit) ?? 0)) & 0xfff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[length++] = (bits >> held) & 0xff
    }
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
