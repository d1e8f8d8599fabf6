/** A token that says when it was written, by the clock that all processes of a machine share. */

/** Microseconds in base 36, and a space: as long as a long token, and the same length for 21 hours. */
export const MARK = 8
const DIGITS = MARK - 1
const RANGE = 36n ** BigInt(DIGITS)

const microseconds = (): bigint => (process.hrtime.bigint() / 1_000n) % RANGE

export const mark = (): string => `${microseconds().toString(36).padStart(DIGITS, "0")} `

/** Milliseconds since each of the marks was written; the text holds whole ones. */
export function ages(text: string): number[] {
  const now = Number(microseconds())
  return Array.from({ length: text.length / MARK }, (_, index) => {
    const written = Number.parseInt(text.slice(index * MARK, index * MARK + DIGITS), 36)
    return (now - written) / 1_000
  })
}
