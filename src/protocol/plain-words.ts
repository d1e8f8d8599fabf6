/** What is wrong with a value, in words that go behind its name: `title` "must have at most 120 characters". */
import type { z } from "zod"

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  date: "a date",
}

const FORMATS: Readonly<Record<string, string>> = {
  email: "an address such as robin@example.com",
  url: "an address such as https://example.com",
  uuid: "an id",
  datetime: "a date and time such as 2026-05-04T09:30:00Z",
  date: "a date such as 2026-05-04",
  base64: "base64",
  json_string: "JSON",
}

/**
 * For the `error` of a parse, where a schema has no words of its own. Undefined for what it has no better words for than
 * zod.
 */
export const plainly: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "too_small":
      return bounded(issue.origin, "least", issue.minimum, issue)
    case "too_big":
      return bounded(issue.origin, "most", issue.maximum, issue)
    case "invalid_type":
      if (issue.input === undefined) return "is missing"
      return `must be ${TYPES[issue.expected] ?? issue.expected}`
    case "invalid_format":
      return FORMATS[issue.format] ? `must be ${FORMATS[issue.format]}` : "is not of the expected form"
    case "invalid_value":
      if (issue.input === undefined) return "is missing"
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`
    case "invalid_union":
      if (issue.input === undefined) return "is missing"
      return Array.isArray(issue.options)
        ? `must be one of ${issue.options.map(String).join(", ")}`
        : "is not of the expected form"
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`
    case "unrecognized_keys":
      return `has ${issue.keys.map((key) => `“${key}”`).join(", ")}, which is not known here`
    default:
      return undefined
  }
}

function bounded(
  origin: string,
  end: "least" | "most",
  bound: number | bigint,
  { exact, inclusive }: { exact?: boolean | undefined; inclusive?: boolean | undefined },
): string {
  const unit = UNITS[origin]
  if (!unit) {
    if (inclusive === false) return `must be ${end === "least" ? "more" : "less"} than ${bound}`
    return `must be at ${end} ${bound}`
  }
  if (end === "least" && Number(bound) === 1 && !exact) return "must not be empty"
  const amount = `${bound} ${unit[Number(bound) === 1 ? 0 : 1]}`
  return exact ? `must have ${amount}` : `must have at ${end} ${amount}`
}

/** What is counted, one and many, where a size is bounded rather than a value. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
  set: ["entry", "entries"],
  record: ["entry", "entries"],
  map: ["entry", "entries"],
}
