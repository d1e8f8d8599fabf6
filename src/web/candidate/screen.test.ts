import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { begin, type Phase } from "../../core/session.ts"
import { problem } from "../../protocol/errors.ts"
import type { ViewState } from "../live/session-view.ts"
import { screenOf } from "./screen.ts"

const created = begin(stored(createdDraft(), 1))
const view = (change: Partial<ViewState>): ViewState => ({
  connection: { status: "online" },
  session: created,
  you: null,
  people: [],
  workspace: { status: "ready" },
  skewMs: 0,
  agentAt: null,
  reviews: [],
  unacknowledged: 0,
  unsaved: new Set(),
  folders: new Map(),
  ...change,
})
const at = (phase: Phase, current: number | null = null) => view({ session: { ...created, phase, current } })

test("[WEB9] each phase has its page", () => {
  expect(screenOf(view({})).screen).toBe("consent")
  expect(screenOf(at({ phase: "consented" })).screen).toBe("check")
  expect(screenOf(at({ phase: "running" }, 0)).screen).toBe("workspace")
  expect(screenOf(at({ phase: "running" })).screen).toBe("between")
  expect(screenOf(view({ session: null })).screen).toBe("connecting")
})

test("[WEB9] being offline keeps the workspace; being in use or closed does not", () => {
  const running = at({ phase: "running" }, 0)
  expect(
    screenOf({ ...running, connection: { status: "offline", since: 0, retryAt: 1, attempt: 1 } }).screen,
  ).toBe("workspace")
  expect(screenOf({ ...running, connection: { status: "in-use" } }).screen).toBe("in-use")
  expect(
    screenOf({ ...running, connection: { status: "closed", problem: problem("taken-over") } }).screen,
  ).toBe("closed")
})

test("[WEB9] an interview that is over shows its end, whatever the connection does", () => {
  const ended = at({ phase: "ended", at: 5, reason: "expired" })
  expect(
    screenOf({ ...ended, connection: { status: "closed", problem: problem("session-ended") } }).screen,
  ).toBe("ended")
})
