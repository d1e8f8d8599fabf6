/** Carries out what a person asks for, over the socket or the API, after asking who may. */
import { AppError } from "../../protocol/errors.ts"
import type { Actor } from "../../protocol/events.ts"
import type { Command, CommandResult, Role } from "../../protocol/messages.ts"
import { isForAgent } from "../agent/assistance.ts"
import { COMMANDS } from "../permissions.ts"
import { isAct } from "./acts.ts"
import type { Room } from "./room.ts"

export interface Caller {
  readonly role: Role
  readonly actor: Actor
  /** As people call them. */
  readonly name: string
}

/** Resolves when the effect is durable. Throws `AppError` when it is refused. */
export async function perform(room: Room, caller: Caller, command: Command): Promise<CommandResult> {
  if (!COMMANDS[command.type].includes(caller.role)) throw new AppError("forbidden")
  if (isAct(command)) {
    await room.acts.perform({ actor: caller.actor, name: caller.name }, command)
    return {}
  }
  return (
    (await sessionCommand(room, caller, command)) ??
    (isForAgent(command) ? await room.assistance.command(caller.actor, command) : null) ??
    (await workspaceCommand(room, caller.actor, command)) ??
    {}
  )
}

async function sessionCommand(
  room: Room,
  { actor, name }: Caller,
  command: Command,
): Promise<CommandResult | null> {
  switch (command.type) {
    case "pause":
      await room.session({ ...command, name }, actor)
      return {}
    case "consent":
    case "start":
    case "submit":
    case "resume":
    case "change-language":
      await room.session(command, actor)
      return {}
    case "withdraw":
      await room.session({ type: "end", reason: "withdrawn" }, actor)
      return {}
    case "extend":
      await room.session({ type: "extend", byMs: command.minutes * 60_000, reason: command.reason }, actor)
      return {}
    case "end":
      await room.session({ type: "end", reason: "ended-by-assessor", text: command.reason }, actor)
      return {}
    default:
      return null
  }
}

async function workspaceCommand(room: Room, actor: Actor, command: Command): Promise<CommandResult | null> {
  if (command.type === "cancel-tests") {
    room.testRuns.cancel()
    return {}
  }
  const workspace = await room.workspaces.current()
  if (command.type === "list-files") return { files: await workspace.list(command.path, command.after) }
  room.mustRun()
  switch (command.type) {
    case "run-tests":
      return { run: (await room.testRuns.start(actor, workspace, command.only)).id }
    case "warm-tests":
      room.testRuns.warm(workspace)
      return {}
    case "create-file":
      await workspace.create(actor, command.path, command.kind)
      return {}
    case "rename-file":
      await workspace.rename(actor, command.from, command.to)
      return {}
    case "delete-file":
      await workspace.remove(actor, command.path)
      return {}
    case "save":
      await workspace.disk.flush(command.path)
      return {}
    case "open-terminal":
      return { terminal: await workspace.terminals.open(actor, command.cols, command.rows) }
    case "close-terminal":
      await workspace.terminals.get(command.terminal).close()
      return {}
    default:
      return null
  }
}
