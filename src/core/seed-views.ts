import type { EventType } from "../protocol/events.ts"

/** The first product's names for what is recorded, kept as views of the journal in the events API. */
export type SeedName =
  | "code_change"
  | "code_snapshot"
  | "file_write"
  | "test_run"
  | "terminal_command"
  | "ai_interaction"

const NAMES: Partial<Record<EventType, SeedName>> = {
  "doc.changed": "code_change",
  "snapshot.taken": "code_snapshot",
  "doc.saved": "file_write",
  "test.finished": "test_run",
  "terminal.input": "terminal_command",
  "chat.message": "ai_interaction",
  "chat.tool": "ai_interaction",
  "chat.result": "ai_interaction",
  "chat.refused": "ai_interaction",
  "chat.ended": "ai_interaction",
}

/** The seed's name of an event, or null where it had none. */
export function seedName(type: EventType): SeedName | null {
  return NAMES[type] ?? null
}
