import fc from "fast-check"
import { expect, test } from "vitest"
import { createFrameDecoder, type Frame, FRAME_PAYLOAD_LIMIT, frameHeader } from "./frame.ts"

const frames = fc.array(
  fc.record({
    kind: fc.integer({ min: 1, max: 4 }),
    stream: fc.integer({ min: 0, max: 0xffffffff }),
    payload: fc.uint8Array({ maxLength: 300 }),
  }),
)

function encode(all: readonly Frame[]): Uint8Array {
  const parts = all.flatMap(({ kind, stream, payload }) => [
    frameHeader(kind, stream, payload.length),
    payload,
  ])
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

test("[GUEST1] frames come out as they went in, however the stream was cut", () => {
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (sent, cuts) => {
      const bytes = encode(sent)
      const decode = createFrameDecoder()
      const received: Frame[] = []
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const end = at + (cuts[turn % cuts.length] ?? 1)
        for (const frame of decode(bytes.slice(at, end)))
          received.push({ ...frame, payload: frame.payload.slice() })
        at = end
      }
      expect(received).toEqual(sent)
    }),
  )
})

test("[GUEST1] a frame that is too long or too short is refused", () => {
  expect(() => createFrameDecoder()(frameHeader(2, 1, FRAME_PAYLOAD_LIMIT + 1))).toThrow(RangeError)
  expect(() => createFrameDecoder()(frameHeader(2, 1, -5))).toThrow(RangeError)
})
