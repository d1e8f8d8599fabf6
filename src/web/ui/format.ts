/** Time left as a clock face: minutes alone while there is much, minutes and seconds at the end. */
export function clockFace(ms: number, exact: boolean): string {
  if (exact) {
    const seconds = Math.ceil(ms / 1_000)
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  }
  return inHours(Math.ceil(ms / 60_000))
}

/** `45 min`, `1 h`, `1 h 5 min`. */
function inHours(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** A test's duration: `3 ms`, `1.2 s`. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

/** How long something took, at least a second; to the second below a minute and to the minute above: `40 s`, `12 min`, `1 h 5 min`. */
export function roughly(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  if (seconds < 60) return `${seconds} s`
  return inHours(Math.round(seconds / 60))
}

/** A size in the reader's terms: `312 B`, `4.2 kB`. */
export function bytes(size: number): string {
  if (size < 1_000) return `${size} B`
  if (size < 1_000_000) return `${(size / 1_000).toFixed(1)} kB`
  return `${(size / 1_000_000).toFixed(1)} MB`
}

/** `1 test`, `3 tests`, `2 deliveries`. */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : plural(noun)}`
}

/** More than one of a thing: `tests`, `deliveries`, `days`. */
export function plural(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

/** Time of day in the reader's zone. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
}

/** The whole date in the reader's zone, for a hover. */
export function fullDate(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" })
}

const STEPS = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const

/** A moment as told from another, both in ms: `just now`, `5 minutes ago`, `in 2 days`. */
export function ago(at: number, now: number): string {
  const apart = at - now
  const step = STEPS.find(([, ms]) => Math.abs(apart) >= ms)
  if (!step) return "just now"
  const [unit, ms] = step
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(
    apart < 0 ? Math.ceil(apart / ms) : Math.round(apart / ms),
    unit,
  )
}
