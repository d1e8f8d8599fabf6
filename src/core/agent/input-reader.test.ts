import * as fc from "fast-check"
import { expect, test } from "vitest"
import { createInputReader, type InputPiece } from "./input-reader.ts"

/** What the pieces say: each field's value, and each string as it was streamed. */
function gathered(pieces: readonly InputPiece[]) {
  const values: Record<string, unknown> = Object.create(null)
  const streamed: Record<string, string> = Object.create(null)
  for (const piece of pieces) {
    if (piece.kind === "field") values[piece.field] = piece.value
    else streamed[piece.field] = (streamed[piece.field] ?? "") + piece.text
  }
  return { values, streamed }
}

function cut(text: string, at: readonly number[]): string[] {
  const ends = [...new Set(at.map((one) => one % (text.length + 1)))].toSorted((a, b) => a - b)
  return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}

const input = fc.dictionary(
  fc.string({ unit: "binary" }).filter((key) => key !== "__proto__"),
  fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
  { noNullPrototype: true },
)

test("[TOOL1] a tool's input reads the same however it was cut", () => {
  fc.assert(
    fc.property(
      input,
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.constantFrom(undefined, 1),
      (wanted, at, indent) => {
        const reader = createInputReader()
        const pieces = cut(JSON.stringify(wanted, null, indent), at).flatMap((delta) => reader.push(delta))
        const { values, streamed } = gathered(pieces)
        expect(reader.whole).toBe(true)
        expect({ ...values }).toEqual(JSON.parse(JSON.stringify(wanted)))
        for (const [field, value] of Object.entries(values))
          if (typeof value === "string") expect(streamed[field] ?? "").toBe(value)
      },
    ),
    { numRuns: 500 },
  )
})

test("[TOOL1] text of a field is handed on before the field is whole, no pair of surrogates split", () => {
  const reader = createInputReader()
  expect(reader.push('{"file_path":"a.py","content":"x = \\ud83')).toEqual([
    { kind: "text", field: "file_path", text: "a.py" },
    { kind: "field", field: "file_path", value: "a.py" },
    { kind: "text", field: "content", text: "x = " },
  ])
  expect(reader.push("d")).toEqual([])
  expect(reader.push("\\ude00\\")).toEqual([{ kind: "text", field: "content", text: "😀" }])
  expect(reader.whole).toBe(false)
})

test.each([
  '["a"]',
  '{"a" 1}',
  '{"a":1,}',
  '{"a":"\\x"}',
  '{"a":tru}',
  '{"a":1} x',
  '{"a":"\n"}',
  '{"a":"\\u12g4"}',
])("[TOOL1] %s is refused", (text) => {
  expect(() => createInputReader().push(text)).toThrow(SyntaxError)
})
