/** Who may do what: the one table. What is asked is looked up here before anything else happens. */
import type { ClientMessage, Command, Role } from "../protocol/messages.ts"

const EVERYBODY = ["candidate", "assessor", "viewer"] as const satisfies readonly Role[]

/** Commands to a room, over the socket or the API, by the seats that may ask them. */
export const COMMANDS: Record<Command["type"], readonly Role[]> = {
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
  "list-files": EVERYBODY,
  "open-terminal": ["candidate"],
  "close-terminal": ["candidate"],
  "send-message": ["candidate"],
  "stop-agent": ["candidate"],
  "continue-agent": ["candidate"],
  "answer-nudge": ["candidate"],
  "mute-nudges": ["candidate"],
  "review-change": ["candidate"],
  "list-chat": EVERYBODY,
  "set-level": ["assessor"],
  "begin-agent": ["assessor"],
  "pause-agent": ["assessor"],
  "resume-agent": ["assessor"],
  "end-agent": ["assessor"],
}

/** Messages of a window, by the seats that may send them. A `command` is looked up in `COMMANDS` as well. */
export const MESSAGES: Record<ClientMessage["type"], readonly Role[]> = {
  hello: EVERYBODY,
  command: EVERYBODY,
  "open-document": EVERYBODY,
  "close-document": EVERYBODY,
  push: ["candidate"],
  cursor: EVERYBODY,
  "attach-terminal": EVERYBODY,
  "detach-terminal": EVERYBODY,
  "terminal-input": ["candidate"],
  "resize-terminal": ["candidate"],
  "ack-terminal": EVERYBODY,
  observe: ["candidate"],
  ping: EVERYBODY,
}
