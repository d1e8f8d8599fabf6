/**
 * The one port through which candidate code runs. An engine creates a sandbox, opens one duplex stream to the
 * guest in it and destroys it; everything else (files, processes, terminals, watching) the guest does, the same
 * on every engine. `test/contract/sandbox.ts` holds every engine to this file.
 */
import type { LIMITS } from "../../protocol/limits.ts"

export interface SandboxCaps {
  isolation: "namespace" | "gvisor" | "microvm" | "container"
  memory: "cgroup" | "rlimit" | "engine"
  diskQuota: boolean
  egressAllowlist: boolean
  snapshot: boolean
}

export interface SandboxEngine {
  readonly caps: SandboxCaps
  /** What is missing on this machine, each problem with its mend in plain words. `ok` means code can run safely. */
  probe(): Promise<{ ok: boolean; problems: string[] }>
  create(spec: SandboxSpec): Promise<Sandbox>
  /** The running sandbox of that id, found again after a server restart; null when it is gone. Throws when it may be there. */
  attach(id: string): Promise<Sandbox | null>
  /** What runs, also what a server before this one left; `expiresAt` (ms since the epoch) is when its time is over. */
  list(): AsyncIterable<{ id: string; expiresAt: number }>
}

export interface SandboxSpec {
  /** Unique on this engine; `[a-z0-9-]{1,64}`. */
  id: string
  /** Its own empty workspace, or that of a running sandbox, shared read-write (a test run on the candidate's files). */
  workspace: { kind: "own" } | { kind: "shared"; with: string }
  limits: SandboxLimits
  network: "none" | { allow: readonly string[] }
  /** Removed by the engine after this long, whatever happened to the server. */
  ttlMs: number
  /** Environment of every process inside, beside PATH, HOME, LANG and TERM. */
  env?: Record<string, string>
}

export interface SandboxLimits {
  memoryBytes: number
  processes: number
  diskBytes: number
  /** Files and folders on disk; `LIMITS.sandbox.files` when left out. */
  files?: number
}

export interface Sandbox {
  readonly id: string
  readonly fs: SandboxFiles
  exec(command: Command): Promise<Proc>
  /**
   * Opens a PTY that outlives every connection. The same id attaches to a terminal that is open. Throws
   * `NoMoreProcesses`.
   */
  terminal(spec: TerminalSpec): Promise<Terminal>
  terminals(): Promise<TerminalInfo[]>
  setNetwork(network: SandboxSpec["network"]): Promise<void>
  /** Stops every process inside but the guest, and lets them go on. Idempotent. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  /** Memory in use by everything inside, charged to this sandbox. */
  usage(): Promise<{ memoryBytes: number; processes: number }>
  /** Resolves when the sandbox is gone, by whatever cause. `fault` is what its guest did wrong, when it was cut off for that. */
  readonly closed: Promise<{ reason: "destroyed" | "lost" | "expired"; fault?: string }>
  destroy(): Promise<void>
  /** Lets go of the stream and leaves the sandbox running, for a server that is about to stop. */
  detach(): Promise<void>
}

export interface Command {
  argv: readonly string[]
  /** Relative to the workspace; default its root. */
  cwd?: string
  env?: Record<string, string>
  stdin?: Uint8Array
  limits?: Partial<Record<keyof Pick<(typeof LIMITS)["run"], "wallMs" | "outputBytes">, number>>
  /** Opens one more pipe as descriptor 3 of the process, read as `fd: 3` in `output` (a channel for test reporters). */
  channel?: boolean
}

export interface Proc {
  readonly output: AsyncIterable<{ fd: 1 | 2 | 3; data: Uint8Array }>
  write(bytes: Uint8Array): Promise<void>
  closeInput(): Promise<void>
  /** Kills the whole process tree. Resolves when it was asked for; `exit` tells when it is done. */
  kill(): Promise<void>
  readonly exit: Promise<ProcExit>
}

export interface ProcExit {
  code: number | null
  signal: string | null
  reason: "exited" | "timeout" | "memory" | "output" | "killed" | "lost"
  usage: { wallMs: number; cpuMs: number; peakMemoryBytes: number }
}

export interface TerminalSpec {
  id: string
  cols: number
  rows: number
  cwd?: string
  argv?: readonly string[]
}

export interface TerminalInfo {
  id: string
  cols: number
  rows: number
  /** Bytes the terminal has produced since it was opened. */
  offset: number
  exit: { code: number | null; signal: string | null } | null
}

export interface Terminal {
  readonly id: string
  /**
   * Output from a byte offset on. The guest keeps the last stretch in a ring: when `from` is older than that, the
   * first chunk starts later than asked, which `offset` tells. Reading is a pull: an unread stream stops the PTY
   * (flow control), never fills memory.
   */
  output(from: number): AsyncIterable<{ offset: number; data: Uint8Array }>
  write(bytes: Uint8Array): Promise<void>
  resize(cols: number, rows: number): Promise<void>
  /** Process name in the foreground, when the guest can tell. */
  close(): Promise<void>
  readonly exit: Promise<{ code: number | null; signal: string | null }>
}

/** Files of the workspace. Paths are workspace-relative, `/`-separated and normal; links never lead out. */
export interface SandboxFiles {
  list(
    path: string,
    page?: { after?: string; limit: number },
  ): Promise<{ entries: FileEntry[]; more: boolean }>
  stat(path: string): Promise<FileEntry | null>
  /** Throws `FileError`; `limit` refuses a larger file rather than cutting it. */
  read(path: string, limit: number): Promise<Uint8Array>
  /**
   * Temp file, fsync-free, and rename; makes parent folders. `mode` keeps the file's own when left out. `expect` is
   * the SHA-256 (hex) the file must have now, or null for no file: else `FileError` "changed", and nothing is written.
   */
  write(
    path: string,
    bytes: Uint8Array,
    options?: { mode?: number; expect?: string | null },
  ): Promise<FileEntry>
  mkdir(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Changes on disk after a stable read, by whomever, until the iterator is left. */
  watch(): AsyncIterable<FileChange>
  /** Every regular file below `path` as a tar stream, and back. */
  pack(path: string, options?: { exclude?: readonly string[] }): AsyncIterable<Uint8Array>
  unpack(path: string, tar: AsyncIterable<Uint8Array>): Promise<void>
}

export interface FileEntry {
  path: string
  kind: "file" | "folder" | "link" | "other"
  size: number
  modifiedMs: number
  mode: number
}

export type FileChange =
  | {
      kind: "written"
      entry: FileEntry
      /** SHA-256 hex of the stable content; null above the document limit. */ digest: string | null
    }
  | { kind: "folder"; entry: FileEntry }
  | { kind: "removed"; path: string }
  /** The watcher lost count: look at everything again. */
  | { kind: "rescan" }

/** The sandbox has as many processes as it may have. */
export class NoMoreProcesses extends Error {}

/** A file operation that could not be done; `code` is stable, `message` says what to do. */
export class FileError extends Error {
  readonly code:
    | "absent"
    | "exists"
    | "escapes"
    | "not-a-file"
    | "not-a-folder"
    | "too-large"
    | "full"
    | "denied"
    | "invalid-path"
    | "changed"
  constructor(code: FileError["code"], message: string) {
    super(message)
    this.code = code
  }
}
