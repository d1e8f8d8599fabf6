/** The terminals of one workspace: those the guest has, each recorded. */
import { randomUUID } from "node:crypto"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Draft } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { Log } from "../room/log.ts"
import { NoMoreProcesses } from "../sandbox/engine.ts"
import type { Sandbox, Terminal } from "../sandbox/engine.ts"
import type { Scope } from "../scope.ts"
import { createRecordedTerminal } from "./terminal.ts"
import type { RecordedTerminal, TerminalAct } from "./terminal.ts"

export interface Terminals {
  /** Throws `AppError` terminal-unknown. */
  get(id: string): RecordedTerminal
  /** Opens a shell and resolves with its id once that is recorded. Throws `AppError` no-more-processes. */
  open(actor: Actor, cols: number, rows: number): Promise<string>
}

interface TerminalsParts {
  question: string
  sandbox: Sandbox
  log: Log
  language: Language
  clock: Clock
  scope: Scope
  onProblem(problem: unknown): void
}

const SHELL: Actor = { kind: "shell", id: "shell" }

/** Finds the terminals that are open in the sandbox; those the journal has and the sandbox has not are closed. */
export async function createTerminals(parts: TerminalsParts): Promise<Terminals> {
  const { question, sandbox, log, language, clock, scope } = parts
  const terminals = new Map<string, RecordedTerminal>()
  let opening = 0

  function record(acts: readonly TerminalAct[]): Promise<unknown> {
    if (scope.closed) return Promise.resolve()
    return log.record(acts.map((act) => ({ actor: SHELL, question, ...act }) as Draft))
  }

  function start(terminal: Terminal, recorded: number, openedBy: Actor): void {
    const one = createRecordedTerminal({
      terminal,
      openedBy,
      clock,
      recorded,
      record,
      isFull: () => log.full,
      onProblem: parts.onProblem,
    })
    terminals.set(terminal.id, one)
    void one.ended.then(() => terminals.delete(terminal.id))
  }

  const open = new Map((await sandbox.terminals()).map((one) => [one.id, one]))
  for (const { id, cols, rows, recorded, openedBy, language: of } of log.head.terminals) {
    if (of !== language) continue
    const found = open.get(id)
    if (found) start(await sandbox.terminal({ id, cols, rows }), recorded, openedBy)
    else await record([{ type: "terminal.exited", data: { terminal: id, code: null, signal: null } }])
  }

  return {
    get(id) {
      const terminal = terminals.get(id)
      if (!terminal) throw new AppError("terminal-unknown")
      return terminal
    },
    async open(actor, cols, rows) {
      if (terminals.size + opening >= LIMITS.sandbox.terminals) throw new AppError("too-many-terminals")
      opening++
      try {
        const id = `t-${randomUUID().slice(0, 8)}`
        const terminal = await sandbox.terminal({ id, cols, rows }).catch((failure: unknown) => {
          throw failure instanceof NoMoreProcesses ? new AppError("no-more-processes") : failure
        })
        // Before its first output, which is read from here on.
        await record([{ type: "terminal.opened", data: { language, terminal: id, cols, rows }, actor }])
        start(terminal, 0, actor)
        return id
      } finally {
        opening--
      }
    },
  }
}
