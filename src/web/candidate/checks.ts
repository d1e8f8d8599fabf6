/** The system check as a table: what was found, how good that is, how to mend it. */
import type { ViewState } from "../live/session-view.ts"

export interface Check {
  name: string
  state: "waiting" | "good" | "fair" | "bad"
  found: string
  /** What to do, where there is something. */
  mend: string | null
}

export interface Measured {
  connection: ViewState["connection"]["status"]
  workspace: ViewState["workspace"]
  /** Milliseconds there and back; null while it is measured. */
  roundTripMs: number | null
  /** Does this browser keep things? Null while it is tried. */
  storage: boolean | null
  width: number
  height: number
}

const FAST_MS = 150
const SLOW_MS = 400

export function checksOf(measured: Measured): Check[] {
  return [connection(measured), workspace(measured), storage(measured), screen(measured)]
}

/** All but the connection may be less than good: a person is not kept from starting by a small screen. */
export function mayStart(checks: readonly Check[]): boolean {
  return checks[0]?.state === "good" || checks[0]?.state === "fair"
}

function connection({ connection, roundTripMs }: Measured): Check {
  const name = "Connection"
  if (connection !== "online")
    return {
      name,
      state: connection === "connecting" ? "waiting" : "bad",
      found: connection === "connecting" ? "Connecting" : "No connection",
      mend: connection === "connecting" ? null : "Check your network. It is tried again by itself.",
    }
  if (roundTripMs === null) return { name, state: "waiting", found: "Measuring", mend: null }
  const found = `${Math.round(roundTripMs)} ms there and back`
  if (roundTripMs <= FAST_MS) return { name, state: "good", found, mend: null }
  const mend = "Typing is not slowed by this; tests and the shell answer a little later."
  return {
    name,
    state: roundTripMs <= SLOW_MS ? "good" : "fair",
    found,
    mend: roundTripMs <= SLOW_MS ? null : mend,
  }
}

function workspace({ workspace }: Measured): Check {
  const name = "Your workspace"
  switch (workspace.status) {
    case "ready":
      return { name, state: "good", found: "Ready", mend: null }
    case "preparing":
      return {
        name,
        state: "waiting",
        found: "Being prepared",
        mend: "You can start already; it opens when it is there.",
      }
    default:
      return {
        name,
        state: "bad",
        found: "Not available",
        mend: workspace.problem?.detail ?? "Tell the person who invited you before you start.",
      }
  }
}

function storage({ storage }: Measured): Check {
  const name = "This browser keeps your edits while offline"
  if (storage === null) return { name, state: "waiting", found: "Trying", mend: null }
  if (storage) return { name, state: "good", found: "Yes", mend: null }
  const mend =
    "Private mode or a full disk is the usual cause. You can go on, but do not close the page while offline."
  return { name, state: "fair", found: "No", mend }
}

function screen({ width, height }: Measured): Check {
  const name = "Window size"
  const found = `${width} × ${height}`
  if (width >= 1_200 && height >= 640) return { name, state: "good", found, mend: null }
  return {
    name,
    state: "fair",
    found,
    mend: "Everything works, but more fits at 1280 × 720 and above. Try full screen.",
  }
}
