/** Where the agent is at work, from its cursor and its edits as they come. */
import type { ViewState } from "./session-view.ts"
import type { FromServer } from "./connection.ts"

/** Its cursor tells the file; its edits there, how many lines it has put in since. */
export function agentAfter(
  place: ViewState["agentAt"],
  message: Extract<FromServer, { type: "cursor" | "document-updates" }>,
): ViewState["agentAt"] {
  if (message.type === "cursor") {
    const { cursor, path } = message
    if ("gone" in cursor) return cursor.client === AGENT_CLIENT ? null : place
    if (cursor.actor !== "agent" || place?.path === path) return place
    return { path, lines: 0 }
  }
  if (message.actor.kind !== "agent" || message.updates.length === 0) return place
  if (message.path !== place?.path) return place
  const lines = message.updates.reduce((sum, { changes }) => sum + linesIn(changes), 0)
  return lines === 0 ? place : { ...place, lines: place.lines + lines }
}

/** The agent's name among the clients of a room. */
export const AGENT_CLIENT = "agent"

type Changes = Extract<FromServer, { type: "document-updates" }>["updates"][number]["changes"]

function linesIn(changes: Changes): number {
  // What is put in stands as its lines, so one fewer than that are new.
  return changes.reduce<number>((sum, one) => sum + (Array.isArray(one) ? Math.max(0, one.length - 2) : 0), 0)
}
