/** Deepest nesting that is written; far beyond any event, well inside the stack. */
const DEEPEST = 128

/**
 * RFC 8785 canonical JSON of a plain JSON value. Properties that are `undefined` are left out, as when the value is
 * stored. Throws `TypeError` for what JSON cannot say: lone surrogates, NaN, infinities, functions, other classes.
 */
export function canonical(value: unknown): string {
  return isOrdered(value, 0) ? JSON.stringify(value) : write(value, 0)
}

/** Is this JSON whose members are in order already? Then the platform's own writer, which is quicker, writes the same. */
function isOrdered(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value === "number") return Number.isFinite(value)
  if (value === null || typeof value === "boolean") return true
  if (typeof value !== "object" || depth === DEEPEST) return false
  if (Array.isArray(value)) return value.every((item) => isOrdered(item, depth + 1))
  if (!isPlain(value)) return false
  let before = ""
  for (const [key, field] of Object.entries(value)) {
    if (key < before || !key.isWellFormed() || !isOrdered(field, depth + 1)) return false
    before = key
  }
  return true
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function write(value: unknown, depth: number): string {
  if (typeof value === "string") return text(value)
  if (typeof value === "number") return number(value)
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value !== "object") throw new TypeError(`JSON has no ${typeof value}`)
  if (depth === DEEPEST) throw new TypeError("nested too deeply")
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`
  return object(value, depth)
}

function object(value: object, depth: number): string {
  if (!isPlain(value)) throw new TypeError("not a plain object")
  let members = ""
  // By UTF-16 code units, as the RFC asks and `<` compares.
  for (const [key, field] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (field !== undefined) members += `${members && ","}${text(key)}:${write(field, depth + 1)}`
  return `{${members}}`
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("a lone surrogate cannot be recorded")
  return JSON.stringify(value)
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`)
  return JSON.stringify(value)
}
