import * as fc from "fast-check"
import { expect, test } from "vitest"
import { clean, createCleaner } from "./clean.ts"

const TAGS = String.fromCodePoint(0xe0001, 0xe0069, 0xe0067, 0xe006e, 0xe007f)

test.each([
  ["colours", "\u001b[1;31mred\u001b[0m", "red"],
  ["a window's title", "\u001b]0;title\u0007text", "text"],
  ["a link", "\u001b]8;;http://a\u001b\\here\u001b]8;;\u001b\\", "here"],
  ["a charset", "\u001b(Bplain\u001b=", "plain"],
  ["8-bit control", "\u009b31mred", "red"],
  ["Windows' line ends", "a\r\nb\rc", "a\nbc"],
  ["bidirectional controls", "if \u202e} \u2066// admin\u2069 {", "if } // admin {"],
  ["zero-width characters", "pass\u200bword\u2060\ufeff", "password"],
  ["tag characters", `hello${TAGS}`, "hello"],
  ["half a surrogate pair", "a\ud83d", "a\ufffd"],
  ["a sequence too long to be one", `\u001b[${"5".repeat(4_096)}mred`, `[${"5".repeat(4_096)}mred`],
  ["a sequence that is as long as any", `\u001b[${"5".repeat(4_093)}mred`, "red"],
  ["tab and line feed stay", "\tif x:\n", "\tif x:\n"],
])("[TOOL2] of %s only what is seen is left", (_, text, left) => {
  expect(clean(text)).toBe(left)
})

const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    "\u001b",
    "[",
    "]",
    "31",
    "m",
    "\u0007",
    "\\",
    "P",
    "\r",
    "\n",
    "\u009b",
    "😀",
    TAGS,
    "\ud83d",
    "\ude00",
    "x",
    "5".repeat(1_500),
    "x".repeat(2_048),
  ),
)

test("[TOOL2] cleaned piece by piece is as cleaned whole", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const cleaner = createCleaner()
      const left = pieces.map((one) => cleaner.push(one)).join("") + cleaner.end()
      expect(left).toBe(clean(pieces.join("")))
    }),
    { numRuns: 3_000 },
  )
})
