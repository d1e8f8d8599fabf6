/** A value that a JSON schema takes, as plain as can be: to ask for something in its right form without meaning it. */
import { z } from "zod"

const Schema = z.looseObject({
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
})

/** Texts for patterns: a path, an id, an address. */
const TEXTS = ["nothing-at-all", "nothing-at-all-".repeat(4), "nobody@team.example", "https://team.example/x"]

/** One of each kind of a union; one of anything else. */
export function examplesOf(given: unknown): unknown[] {
  const { oneOf, anyOf } = Schema.parse(given)
  return (oneOf ?? anyOf ?? [given]).map(exampleOf)
}

export function exampleOf(given: unknown): unknown {
  const schema = Schema.parse(given)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first !== undefined) return exampleOf(first)
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]),
      )
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items))
    case "string": {
      const { pattern, minLength = 0 } = schema
      const fits = TEXTS.find(
        (text) => text.length >= minLength && (!pattern || new RegExp(pattern).test(text)),
      )
      return fits ?? TEXTS[0]
    }
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1)
    case "boolean":
      return false
    default:
      return null
  }
}
