/**
 * The native half of node-pty. Its JavaScript half destroys a paused terminal 200 ms after the shell's exit, with
 * whatever was still unread; `terminal.ts` drains instead.
 */
import { dirname, join } from "node:path"

export interface PtyBinding {
  fork(
    file: string,
    argv: string[],
    env: string[],
    cwd: string,
    cols: number,
    rows: number,
    uid: number,
    gid: number,
    utf8: boolean,
    helper: string,
    onExit: (code: number, signal: number) => void,
  ): { fd: number; pid: number; pty: string }
  resize(fd: number, cols: number, rows: number): void
}

/** No shell can be started: there are as many processes as there may be. */
export class NoMoreProcesses extends Error {}

/** What `fork` of the binding says when the kernel refuses it. */
const FORK_REFUSED = "forkpty(3) failed."

/** Starts a program on a terminal of its own. Throws `NoMoreProcesses`. */
export function forkPty(...spec: Parameters<PtyBinding["fork"]>): ReturnType<PtyBinding["fork"]> {
  try {
    return loadPty().fork(...spec)
  } catch (error) {
    if (error instanceof Error && error.message === FORK_REFUSED) throw new NoMoreProcesses(FORK_REFUSED)
    throw error
  }
}

let binding: PtyBinding | null = null

/** Loaded at the first terminal, from beside the guest's own file. */
export function loadPty(): PtyBinding {
  if (binding) return binding
  const module: { exports: object } = { exports: {} }
  process.dlopen(module, join(dirname(process.argv[1] ?? ""), "pty.node"))
  if (!isBinding(module.exports)) throw new Error("pty.node is not what it was")
  binding = module.exports
  return binding
}

function isBinding(value: object): value is PtyBinding {
  return "fork" in value && typeof value.fork === "function" && "resize" in value
}
