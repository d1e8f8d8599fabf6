/** What a form decides, without the form: which field is wrong and why. */
import type { z } from "zod"
import type { Problem } from "../../protocol/errors.ts"
import { plainly } from "../../protocol/plain-words.ts"

/** What is wrong, by field: `name`, `languages.0`; the first fault of each. */
export type FieldErrors = Readonly<Record<string, string>>

export type Checked<Value> = { ok: true; value: Value } | { ok: false; errors: FieldErrors }

/** Parses a form's values; what is wrong is said field by field. */
export function check<Value>(schema: z.ZodType<Value>, values: unknown): Checked<Value> {
  const parsed = schema.safeParse(values, { error: inForm })
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[issue.path.join(".")] ??= sentence(issue.message)
  return { ok: false, errors }
}

/** The commonest faults as a form says them; a schema's own words come first. */
const inForm: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "too_small" && issue.origin === "string" && issue.minimum === 1) return "Fill this in."
  if (issue.code === "too_small" && issue.origin === "array" && issue.minimum === 1)
    return "Choose at least one."
  if (issue.code === "invalid_type" && issue.expected === "number") return "Enter a number."
  return plainly(issue)
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`

/**
 * Where a refusal of the server belongs: its `detail` may begin with the field's path, as in
 * `name: That name is taken.`. Null when it names none of `paths`.
 */
export function errorsOf(problem: Problem, paths: readonly string[]): FieldErrors | null {
  const [, path = "", text = ""] = /^([\w.]+): (.+)$/s.exec(problem.detail) ?? []
  const known = paths.some((one) => path === one || path.startsWith(`${one}.`))
  return known ? { [path]: sentence(text) } : null
}

/** Do two values say the same? For what JSON can hold; a missing field is an undefined one. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b))
    return false
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...one.keys(), ...other.keys()])].every((key) => same(one.get(key), other.get(key)))
}
