/**
 * Is every string in a parsed JSON value whole characters? Half of a surrogate pair has no UTF-8 and no canonical
 * JSON, so it can be neither stored nor signed, and is refused where it would come in.
 */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value !== "object" || value === null) return true
  return Object.entries(value).every(([key, one]) => key.isWellFormed() && isWellFormed(one))
}
