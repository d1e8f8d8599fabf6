import { expect, test } from "vitest"
import type { FromServer } from "./connection.ts"
import { agentAfter } from "./agent-place.ts"

const cursor = (
  path: string,
  actor: "agent" | "candidate" = "agent",
): Extract<FromServer, { type: "cursor" }> => ({
  type: "cursor",
  path,
  version: 0,
  cursor: { client: actor, actor, name: actor, anchor: 0, head: 0 },
})
const wrote = (path: string, kind: "agent" | "candidate", text: string[]) =>
  ({
    type: "document-updates",
    path,
    language: "python",
    from: 0,
    updates: [{ clientID: "x", changes: [[0, ...text]] }],
    actor: { kind, id: kind },
  }) as Extract<FromServer, { type: "document-updates" }>

test("[CHAT16] where the agent writes and how many lines is known from its cursor and its edits alone", () => {
  let place = agentAfter(null, wrote("a.py", "agent", ["one", "two"]))
  expect(place).toBe(null)
  place = agentAfter(place, cursor("a.py"))
  place = agentAfter(place, wrote("a.py", "agent", ["one", "two", ""]))
  place = agentAfter(place, wrote("a.py", "candidate", ["mine", ""]))
  place = agentAfter(place, wrote("b.py", "agent", ["", ""]))
  place = agentAfter(place, cursor("b.py", "candidate"))
  expect(place).toEqual({ path: "a.py", lines: 2 })
  expect(agentAfter(place, cursor("b.py"))).toEqual({ path: "b.py", lines: 0 })
  const gone = { type: "cursor", path: "a.py", version: 0, cursor: { client: "agent", gone: true } } as const
  expect(agentAfter(place, gone)).toBe(null)
})
