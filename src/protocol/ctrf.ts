import { z } from "zod"

/** One test as a run tells it. Names follow CTRF (ctrf.io); `id` is stable between runs of one suite. */
export const TestResult = z.object({
  /** `file::suite::name`, as the language's own runner would select it. */
  id: z.string().max(2_048),
  name: z.string().max(1_024),
  suite: z.array(z.string().max(1_024)).max(16),
  filePath: z.string().max(1_024),
  line: z.number().int().positive().optional(),
  status: z.enum(["passed", "failed", "skipped", "pending", "other"]),
  /** Milliseconds. */
  duration: z.number().nonnegative(),
  message: z.string().max(16_384).optional(),
  trace: z.string().max(65_536).optional(),
  /** What the assertion compared, when the runner tells, as text. */
  expected: z.string().max(16_384).optional(),
  actual: z.string().max(16_384).optional(),
  /** What the test printed. */
  output: z.string().max(65_536).optional(),
})
export type TestResult = z.infer<typeof TestResult>

export const TestSummary = z.object({
  tests: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  pending: z.number().int(),
  other: z.number().int(),
  /** Milliseconds since the epoch, server's clock. */
  start: z.number(),
  stop: z.number(),
})
export type TestSummary = z.infer<typeof TestSummary>

export const Language = z.enum(["python", "javascript", "typescript", "go"])
export type Language = z.infer<typeof Language>
