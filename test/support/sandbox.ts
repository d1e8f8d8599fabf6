/** Sandboxes for tests: a local engine in a folder of its own, and the few moves every sandbox test makes. */
import { existsSync } from "node:fs"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type {
  Command,
  FileChange,
  ProcExit,
  Sandbox,
  SandboxEngine,
  SandboxSpec,
  Terminal,
} from "../../src/server/sandbox/engine.ts"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"

const script = resolve(import.meta.dirname, "../../build/guest/guest.js")

/** The Node the tests run on, which is the one the product brings. */
const node = process.execPath

export interface TestEngine {
  engine: SandboxEngine
  /** The engine's data folder. */
  root: string
  /** A second server on the same machine, as after a restart. */
  restarted(): Promise<SandboxEngine>
  close(): Promise<void>
}

/** `within` is the folder its data goes to. */
export async function makeLocalEngine(within = tmpdir()): Promise<TestEngine> {
  if (!existsSync(script)) throw new Error("The guest is not built: npm run build")
  const root = await mkdtemp(join(within, "interviewlm-sandboxes-"))
  await chmod(root, 0o711)
  const make = () => openLocalEngine(root)
  const engine = await make()
  return {
    engine,
    root,
    restarted: make,
    async close() {
      for await (const { id } of engine.list()) await (await engine.attach(id))?.destroy()
      await rm(root, { recursive: true, force: true })
    },
  }
}

/** An engine on a data folder that may be in use by another process. */
export function openLocalEngine(root: string): Promise<SandboxEngine> {
  return createLocalEngine({ root, guest: { node, script }, toolchains: [] })
}

let count = 0

export function spec(changes: Partial<SandboxSpec> = {}): SandboxSpec {
  return {
    id: `test-${process.pid}-${count++}`,
    workspace: { kind: "own" },
    limits: { memoryBytes: 256 << 20, processes: 60, diskBytes: 256 << 20 },
    network: "none",
    ttlMs: 120_000,
    ...changes,
  }
}

export interface Ran {
  stdout: string
  stderr: string
  channel: string
  exit: ProcExit
}

export async function run(sandbox: Sandbox, command: Command | readonly string[]): Promise<Ran> {
  const proc = await sandbox.exec(isArgv(command) ? { argv: command } : command)
  const parts: Record<1 | 2 | 3, Uint8Array[]> = { 1: [], 2: [], 3: [] }
  for await (const { fd, data } of proc.output) parts[fd].push(data)
  const text = (fd: 1 | 2 | 3) => Buffer.concat(parts[fd]).toString()
  return { stdout: text(1), stderr: text(2), channel: text(3), exit: await proc.exit }
}

function isArgv(command: Command | readonly string[]): command is readonly string[] {
  return Array.isArray(command)
}

export function shell(sandbox: Sandbox, script: string): Promise<Ran> {
  return run(sandbox, ["/bin/bash", "-c", script])
}

/** Reads a terminal's output from an offset until a pattern shows; answers all that was read. */
export async function until(
  terminal: Terminal,
  pattern: RegExp,
  from = 0,
): Promise<{ text: string; offset: number }> {
  const parts: Uint8Array[] = []
  for await (const { offset, data } of terminal.output(from)) {
    parts.push(data)
    const text = Buffer.concat(parts).toString()
    if (pattern.test(text)) return { text, offset: offset + data.length }
  }
  throw new Error(`the terminal ended before ${pattern}: ${Buffer.concat(parts).toString()}`)
}

/** Reads changes until one passes; answers all up to and with it. */
export async function changesUntil(
  changes: AsyncIterator<FileChange>,
  passes: (change: FileChange) => boolean,
): Promise<FileChange[]> {
  const seen: FileChange[] = []
  for (;;) {
    const next = await changes.next()
    if (next.done) throw new Error(`the watch ended after ${JSON.stringify(seen)}`)
    seen.push(next.value)
    if (passes(next.value)) return seen
  }
}
