/** `question.yaml` as a form: its fields are read out of the text, and set in it without losing comments. */
import { isScalar, parseDocument, Scalar } from "yaml"
import { z } from "zod"
import { Language } from "../../protocol/ctrf.ts"
import { QuestionKind, QuestionLevel } from "../../protocol/library.ts"
import { QuestionManifest } from "../../protocol/question.ts"

const Text = z.string().catch("")
const Loose = z.object({
  title: Text,
  kind: QuestionKind.nullable().catch(null),
  level: QuestionLevel.nullable().catch(null),
  minutes: z.number().nullable().catch(null),
  tags: z.array(z.string()).catch([]),
  languages: z.array(Language).catch([]),
  entry: z.partialRecord(Language, z.string()).catch({}),
  statement: Text,
  hints: z.array(z.object({ depth: Text, text: Text })).catch([]),
  rubric: z
    .array(
      z.object({
        criterion: Text,
        weight: z.number().nullable().catch(null),
        levels: z.array(Text).catch([]),
      }),
    )
    .catch([]),
})
/** What the form shows; a manifest that is not as it should be is shown as far as it can be. */
export type ManifestForm = z.infer<typeof Loose>
export type FieldPath = readonly (string | number)[]

/** What marks the hidden tests; null where the manifest names none, or is no YAML. */
export function canaryOf(text: string): string | null {
  const document = parseDocument(text)
  const parsed = z
    .object({ canary: z.string().min(1) })
    .safeParse(document.errors.length > 0 ? null : document.toJS())
  return parsed.success ? parsed.data.canary : null
}

/** Null when the text is no YAML: then only the source can mend it. */
export function readForm(text: string): ManifestForm | null {
  const document = parseDocument(text)
  if (document.errors.length > 0) return null
  const parsed = Loose.safeParse(document.toJS() ?? {})
  return parsed.success ? parsed.data : null
}

/** The text with one field set; null takes it out. Comments and the order of the rest stay. */
export function setField(text: string, path: FieldPath, value: unknown): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  if (value === null) document.deleteIn(path)
  else if (typeof value === "string" && (value.includes("\n") || isBlock(document.getIn(path, true)))) {
    const block = new Scalar(value)
    block.type = Scalar.BLOCK_LITERAL
    document.setIn(path, block)
  } else document.setIn(path, document.createNode(value))
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const isBlock = (node: unknown): boolean =>
  isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)

/** What is wrong with the manifest, by field, the path with dots. */
export function faultsOf(text: string): Readonly<Record<string, string>> {
  const document = parseDocument(text)
  const parsed = QuestionManifest.safeParse(document.errors.length > 0 ? {} : (document.toJS() ?? {}))
  if (parsed.success) return {}
  return Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), saidOf(issue)]))
}

/** A fault in words for its field. */
function saidOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" ? "Write something." : `At least ${issue.minimum}.`
    case "too_big":
      return issue.origin === "string" ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`
    case "invalid_type":
    case "invalid_value":
      return "This is missing, or not of the form it should have."
    default:
      return issue.message
  }
}
