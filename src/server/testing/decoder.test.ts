import { expect, test } from "vitest"
import { createDecoder } from "./decoder.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const RESULT = { id: "a::b", name: "b", suite: [], filePath: "a", status: "passed", duration: 1 }

test("[TEST8] only lines that carry the run's secret are read, wherever the pieces are cut", () => {
  const text = `x\nN1 ${JSON.stringify({ kind: "finished", code: 0 })}\nN {"kind":"finished","code":1}\nhalf N {"kind":"stopped","message":"ü"}\nN {"kind":"stopped","message":"ü"}\n`
  const decode = createDecoder("N")
  const events = [...bytes(text)].flatMap((byte) => decode(Uint8Array.of(byte)))
  expect(events).toEqual([
    { kind: "finished", code: 1 },
    { kind: "stopped", message: "ü" },
  ])
})

test("[TEST8] what is not JSON, or not a report, is passed over", () => {
  const decode = createDecoder("N")
  const lines = [
    "N {",
    "N 1",
    'N {"kind":"passed"}',
    'N {"kind":"result","result":{"id":1}}',
    `N ${"x".repeat(5 << 20)}`,
  ]
  expect(decode(bytes(`${lines.join("\n")}\n`))).toEqual([])
  expect(decode(bytes("y".repeat(5 << 20)))).toEqual([])
  expect(decode(bytes('\nN {"kind":"finished","code":0}\n'))).toEqual([{ kind: "finished", code: 0 }])
})

test("[TEST8] texts that are too long are cut, not refused", () => {
  const decode = createDecoder("N")
  const result = {
    ...RESULT,
    name: "n".repeat(5_000),
    message: "m".repeat(50_000),
    suite: Array(40).fill("s"),
  }
  const [event] = decode(bytes(`N ${JSON.stringify({ kind: "result", result })}\n`))
  expect(event).toMatchObject({
    kind: "result",
    result: { name: "n".repeat(1_024), message: "m".repeat(16_384) },
  })
})
