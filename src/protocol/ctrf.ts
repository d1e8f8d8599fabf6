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

/** A whole run as a CTRF document (ctrf.io), as `interviewlm test --json` prints it. */
export const CtrfDocument = z.object({
  reportFormat: z.literal("CTRF"),
  specVersion: z.string(),
  results: z.object({
    tool: z.object({ name: z.string() }),
    summary: TestSummary,
    tests: z.array(
      z.object({
        name: z.string(),
        status: TestResult.shape.status,
        duration: z.number().nonnegative(),
        suite: z.array(z.string()).optional(),
        message: z.string().optional(),
        trace: z.string().optional(),
        filePath: z.string().optional(),
        line: z.number().int().positive().optional(),
        stdout: z.array(z.string()).optional(),
        extra: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
    extra: z.record(z.string(), z.unknown()).optional(),
  }),
})
export type CtrfDocument = z.infer<typeof CtrfDocument>
