import type { JournalEvent } from "../../protocol/events.ts"

/** About how many bytes an event keeps for ever, with the upload it tells of. */
export function weightOf({ type, actor, data }: Pick<JournalEvent, "type" | "actor" | "data">): number {
  const upload = type === "file.created" && actor.kind !== "shell" && "size" in data ? data.size : 0
  return JSON.stringify(data).length + upload
}
