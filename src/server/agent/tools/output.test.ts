/** Output that is kept in part, and shown as it comes. */
import fc from "fast-check"
import { expect, test } from "vitest"
import { LIMITS } from "../../../protocol/limits.ts"
import { holdClock } from "../../../../test/support/clock.ts"
import { asDocument, createIncoming } from "./incoming.ts"
import { createLiveOutput, createOutput } from "./output.ts"
import { createRedactor } from "./redact.ts"

const CANARY = "ilm-0123456789abcdef"
const redact = createRedactor({ canaries: [CANARY] })
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

test("[TOOL8] of long output both ends are kept and told how much lies between, and no secret is cut in two", async () => {
  const output = createOutput(redact)
  for (let at = 0; at < 40_000; at++) output.push(encode(`${at} ${CANARY}\n`))
  const text = await output.text()
  expect(text.length).toBeLessThan(LIMITS.tools.resultCharacters + 100)
  expect(text).toMatch(/^0 \[redacted\]\n1 \[redacted\]\n/)
  expect(text).toContain(`[… the middle of ${output.size.toLocaleString("en")} bytes is left out here …]`)
  expect(text).toMatch(/\n39999 \[redacted\]\n$/)
  expect(text).not.toMatch(/ilm-|abcdef/)
})

test("[TOOL8] what is shown live comes every tenth of a second, without secrets or controls, and not without end", async () => {
  const clock = holdClock()
  const shown: string[] = []
  const live = createLiveOutput({ redact, clock }, (text) => shown.push(text))
  for (const piece of ["one \u001b[3", "1mred\u001b[0m ilm-01234", "56789abcdef\n", "caf"])
    live.push(encode(piece))
  expect(shown).toEqual([])
  clock.advance(100)
  await new Promise(setImmediate)
  expect(shown).toEqual(["one red [redacted]\n"])
  live.push(Uint8Array.of(0xc3))
  live.push(Uint8Array.of(0xa9, 0x0a))
  for (let at = 0; at < 1_000; at++) live.push(encode(`${"x".repeat(99)}\n`))
  await live.end()
  expect(shown.join("")).toMatch(/^one red \[redacted\]\ncafé\nx/)
  expect(shown.join("")).toMatch(/not shown live …\]\n$/)
  expect(shown.join("").length).toBeLessThan(LIMITS.tools.liveCharacters + 100)
})

test("[WRITE4] text that comes in pieces is what the whole is, line ends and all, as far as it goes", () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom("a", "\r", "\n", "😀"), maxLength: 4 }))
  fc.assert(
    fc.property(pieces, (pieces) => {
      const incoming = createIncoming()
      const joined = pieces.map(incoming).join("")
      const whole = asDocument(pieces.join(""))
      expect(whole.startsWith(joined)).toBe(true)
      expect(whole.length - joined.length).toBeLessThanOrEqual(1)
    }),
  )
})
