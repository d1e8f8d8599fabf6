import type { Command, Role } from "../../protocol/messages.ts"

/** Who may ask for what. The one table; the room asks it before anything else. */
export const COMMAND_ROLES: Record<Command["type"], readonly Role[]> = {
  consent: ["candidate"],
  start: ["candidate"],
  submit: ["candidate"],
  "change-language": ["candidate"],
  withdraw: ["candidate"],
  pause: ["assessor"],
  resume: ["assessor"],
  extend: ["assessor"],
  end: ["assessor"],
  "run-tests": ["candidate"],
  "cancel-tests": ["candidate"],
  "warm-tests": ["candidate"],
  "create-file": ["candidate"],
  "rename-file": ["candidate"],
  "delete-file": ["candidate"],
  save: ["candidate"],
  "list-files": ["candidate", "assessor"],
  "open-terminal": ["candidate"],
  "close-terminal": ["candidate"],
}
