import Clock3 from "lucide-react/icons/clock"
import { useEffect, useRef } from "react"
import type { SessionState } from "../../core/session.ts"
import { cx } from "../ui/cx.ts"
import { clockFace } from "../ui/format.ts"
import { useNow } from "../ui/hooks.ts"
import { Tooltip } from "../ui/Tooltip.tsx"
import { announce } from "../ui/toasts.tsx"
import { timeLeft } from "./time-left.ts"
import { useViewState } from "./view.ts"

const MINUTE = 60_000
const QUIET_ABOVE = 10 * MINUTE
const SAID_AT = [10, 5, 1]

/** Time left by the server's clock: whole minutes, then seconds below ten of them. A press hides it, another shows it. */
export function Clock({ hidden, onToggle }: { hidden: boolean; onToggle: () => void }) {
  const clock = useViewState((state) => state.session?.clock ?? null)
  const skewMs = useViewState((state) => state.skewMs)
  const left = useTimeLeft(clock, skewMs)
  useSaid(left, clock?.runningSince !== null)
  if (left === null) return null
  const exact = left < QUIET_ABOVE
  return (
    <Tooltip label={hidden ? "Show the time left" : "Time left. Press to hide it"}>
      <button
        type="button"
        aria-label={hidden ? "Show the time left" : `${clockFace(left, exact)} left; press to hide`}
        onClick={onToggle}
        className={cx(
          "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-13 tabular-nums hover:bg-hover",
          exact ? "font-medium text-warn" : "text-ink-2",
          exact && !hidden && "bg-warn-soft",
        )}
      >
        <Clock3 size={14} aria-hidden />
        {!hidden && clockFace(left, exact)}
      </button>
    </Tooltip>
  )
}

function useTimeLeft(clock: SessionState["clock"] | null, skewMs: number): number | null {
  const now = useNow(1_000)
  return clock && timeLeft(clock, now + skewMs)
}

/** Tells a screen reader at ten, five and one minute, once each, as the time passes them. */
function useSaid(left: number | null, running: boolean): void {
  const before = useRef(left)
  useEffect(() => {
    const last = before.current
    before.current = left
    if (left === null || last === null || !running) return
    const passed = SAID_AT.find((minutes) => last > minutes * MINUTE && left <= minutes * MINUTE)
    if (passed !== undefined) announce(passed === 1 ? "One minute is left." : `${passed} minutes are left.`)
  }, [left, running])
}
