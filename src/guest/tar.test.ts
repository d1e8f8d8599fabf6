import fc from "fast-check"
import { expect, test } from "vitest"
import { createTarReader, TAR_END, tarHeader, tarPadding } from "./tar.ts"

const name = fc.stringMatching(/^[a-zä-ü][a-zä-ü ]{0,70}$/)
const entry = fc.record({
  path: fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/")),
  mode: fc.constantFrom(0o644, 0o755, 0o600),
  content: fc.uint8Array({ maxLength: 1500 }),
})

test("[BOX14] what the writer writes the reader reads, however it is cut", () => {
  fc.assert(
    fc.property(fc.array(entry), fc.integer({ min: 1, max: 2000 }), (files, cut) => {
      const parts = files.flatMap(({ path, mode, content }) => [
        tarHeader({ path, kind: "file", size: content.length, mode, modifiedMs: 1000 }),
        Buffer.from(content),
        tarPadding(content.length),
      ])
      const bytes = Buffer.concat([...parts, TAR_END])
      const reader = createTarReader()
      const read: { path: string; mode: number; content: Buffer[] }[] = []
      for (let at = 0; at < bytes.length; at += cut)
        for (const event of reader.push(bytes.subarray(at, at + cut)))
          if (event.kind === "entry")
            read.push({ path: event.entry.path, mode: event.entry.mode, content: [] })
          else if (event.kind === "data") read.at(-1)?.content.push(event.data)
      expect(reader.whole()).toBe(true)
      const whole = read.map(({ path, mode, content }) => ({
        path,
        mode,
        content: Uint8Array.from(Buffer.concat(content)),
      }))
      expect(whole).toEqual(
        files.map(({ path, mode, content }) => ({ path, mode, content: Uint8Array.from(content) })),
      )
    }),
  )
})

test("[BOX14] what is no archive is refused", () => {
  expect(() => createTarReader().push(Buffer.alloc(512, "x"))).toThrow(/not a tar archive/)
})
