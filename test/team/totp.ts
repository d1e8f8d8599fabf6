import { createHmac } from "node:crypto"

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

function fromBase32(text: string): Buffer {
  const bits = Array.from(text.replace(/=+$/, ""))
    .map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0"))
    .join("")
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code that an app shows at a time in ms (RFC 6238: six digits, thirty seconds, SHA-1). */
export function codeAt(totpURI: string, now: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const secret = fromBase32(new URL(totpURI).searchParams.get("secret") ?? "")
  const hash = createHmac("sha1", secret).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fff_ffff
  return String(number % 1_000_000).padStart(6, "0")
}
