import { z } from "zod"
import { TestResult } from "../../protocol/ctrf.ts"
import type { ReportEvent } from "./adapter.ts"

/** Longer lines are not the reporters' and are dropped. */
const LINE_LIMIT = 4 << 20

const clipped = (limit: number) => z.string().transform((text) => text.slice(0, limit).toWellFormed())

const place = {
  id: clipped(2_048),
  name: clipped(1_024),
  suite: z.array(clipped(1_024)).transform((names) => names.slice(0, 16)),
  filePath: clipped(1_024),
  line: z.number().int().positive().optional(),
}

const Report = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("collected"), tests: z.array(z.object(place)) }),
  z.object({ kind: z.literal("running"), id: clipped(2_048) }),
  z.object({
    kind: z.literal("result"),
    result: z
      .object({
        ...place,
        status: TestResult.shape.status,
        duration: z.number().nonnegative(),
        message: clipped(16_384).optional(),
        trace: clipped(65_536).optional(),
        expected: clipped(16_384).optional(),
        actual: clipped(16_384).optional(),
        output: clipped(65_536).optional(),
      })
      .pipe(TestResult),
  }),
  z.object({
    kind: z.literal("error"),
    message: clipped(16_384),
    filePath: clipped(1_024).optional(),
    line: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal("stopped"), message: clipped(16_384) }),
  z.object({ kind: z.literal("finished"), code: z.number().int() }),
])

/**
 * Reads the channel of one run: lines of the run's secret, a blank and a JSON message. Everything else on it is the
 * work of the code under test and is passed over. Never throws.
 */
export function createDecoder(nonce: string): (data: Uint8Array) => ReportEvent[] {
  const text = new TextDecoder()
  const head = `${nonce} `
  let rest = ""
  return (data) => {
    const lines = (rest + text.decode(data, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    if (rest.length > LINE_LIMIT) rest = ""
    return lines.filter((line) => line.startsWith(head)).flatMap((line) => parse(line.slice(head.length)))
  }
}

function parse(json: string): ReportEvent[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  const report = Report.safeParse(value)
  return report.success ? [report.data] : []
}
