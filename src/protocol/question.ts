import { z } from "zod"
import { Language } from "./ctrf.ts"

/** `question.yaml`: everything about a question but its code. Texts are Markdown. */
export const QuestionManifest = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  title: z.string().min(1).max(120),
  kind: z.enum(["algorithm", "bug-hunt", "feature", "review"]),
  level: z.enum(["junior", "mid", "senior"]),
  minutes: z.number().int().min(1).max(480),
  tags: z.array(z.string().min(1).max(40)).max(12),
  statement: z.string().min(1).max(20_000),
  languages: z.array(Language).min(1),
  /** The file that opens first, per language, workspace-relative. */
  entry: z.partialRecord(Language, z.string()),
  /**
   * The growth a good solution reaches: exponent of time over input size (1 linear, 1.1 for n log n, 2 quadratic).
   * `inputs/<language>` holds a test suite that is laid over the workspace and prints, for each of the sizes, a line
   * `growth SIZE MILLISECONDS`.
   */
  growth: z
    .strictObject({
      exponent: z.number().min(0).max(4),
      sizes: z.array(z.number().int().positive()).min(3).max(8),
    })
    .optional(),
  /** Stands in every hidden test file and nowhere else: text that carries it has leaked from one. */
  canary: z
    .string()
    .regex(/^ilm-[0-9a-f]{16}$/)
    .optional(),
  /** Five rungs, from a question back at the candidate to code. */
  hints: z
    .array(
      z.strictObject({
        depth: z.enum(["question", "concept", "approach", "pseudo-code", "code"]),
        text: z.string().min(1),
      }),
    )
    .length(5),
  rubric: z
    .array(
      z.strictObject({
        criterion: z.string().min(1),
        weight: z.number().positive(),
        levels: z.array(z.string().min(1)).length(4),
      }),
    )
    .min(2),
})
export type QuestionManifest = z.infer<typeof QuestionManifest>
