import { LIMITS } from "../../protocol/limits.ts"

export const MINUTES_RULE = `Give between 1 and ${LIMITS.session.extendMinutes} whole minutes.`

/** Minutes that the server would add, as they were typed; null for anything else. */
export function parseMinutes(typed: string): number | null {
  const text = typed.trim()
  const minutes = Number(text)
  return /^\d+$/.test(text) && minutes >= 1 && minutes <= LIMITS.session.extendMinutes ? minutes : null
}
