/**
 * What the server and the guest of a sandbox say to each other in control frames. The guest lives beside candidate
 * code, so whatever comes from it is parsed here before use; requests go the trusted way and are types only.
 *
 * A request may name a `stream`: its body, or the bytes it asks for, travel there as data frames. Outputs of `exec`
 * use four streams in a row: input, output, errors, channel.
 */
import { z } from "zod"
import { GUEST_PROTOCOL } from "./frame.ts"
import { LIMITS } from "./limits.ts"

/** How a guest is told what it is for, as JSON in its first argument. */
export interface GuestConfig {
  workspace: string
  /** Set where no cgroup holds the memory: the guest then kills the largest process above this sum of resident bytes. */
  watchMemoryBytes?: number
}

export type GuestRequest =
  | ExecRequest
  | { op: "kill"; stream: number }
  | {
      op: "terminal.open"
      terminal: string
      cols: number
      rows: number
      cwd: string
      argv: readonly string[]
    }
  | { op: "terminal.list" }
  /** Replies where the output starts, then sends it on `stream` as credit is granted; the server ends the stream. */
  | { op: "terminal.read"; terminal: string; from: number; stream: number }
  /** Body on `stream`. */
  | { op: "terminal.write"; terminal: string; stream: number }
  | { op: "terminal.resize"; terminal: string; cols: number; rows: number }
  | { op: "terminal.close"; terminal: string }
  | { op: "list"; path: string; after: string; limit: number }
  | { op: "stat" | "mkdir" | "remove"; path: string }
  /** The content comes on `stream` before the reply. */
  | { op: "read"; path: string; limit: number; stream: number }
  /** Body on `stream`; `expect` is the digest the file must have, null for no file. */
  | { op: "write"; path: string; mode: number | null; expect?: string | null; stream: number }
  | { op: "rename"; from: string; to: string }
  | { op: "pack"; path: string; exclude: readonly string[]; stream: number }
  /** Replies when the whole archive, sent on `stream`, is on disk. */
  | { op: "unpack"; path: string; stream: number }
  | { op: "watch"; stream: number }
  /** Stops the time of commands; `processes` too, where the engine does not do that from outside. */
  | { op: "freeze" | "thaw"; processes: boolean }
  | { op: "usage" | "stop-all" }

export interface ExecRequest {
  op: "exec"
  stream: number
  argv: readonly string[]
  cwd: string
  env: Record<string, string>
  wallMs: number
  outputBytes: number
  channel: boolean
}

const Count = z.number().int().nonnegative()
const Exit = z.object({ code: z.number().int().nullable(), signal: z.string().max(16).nullable() })

/** Normal and within the workspace, so that whoever joins it to a folder stays there; "" is the workspace itself. */
const GuestPath = z
  .string()
  .max(LIMITS.workspace.pathBytes)
  .refine((path) => path === "" || !path.split("/").some((part) => ["", ".", ".."].includes(part)))
  .refine((path) => !path.includes("\0"))

export const GuestFileEntry = z.object({
  path: GuestPath,
  kind: z.enum(["file", "folder", "link", "other"]),
  size: Count,
  modifiedMs: z.number(),
  mode: Count,
})
export type GuestFileEntry = z.infer<typeof GuestFileEntry>

export const GuestFileChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("written"), entry: GuestFileEntry, digest: z.string().length(64).nullable() }),
  z.object({ kind: z.literal("folder"), entry: GuestFileEntry }),
  z.object({ kind: z.literal("removed"), path: GuestPath }),
  z.object({ kind: z.literal("rescan") }),
])
export type GuestFileChange = z.infer<typeof GuestFileChange>

export const GuestTerminal = z.object({
  id: z.string().max(64),
  cols: Count,
  rows: Count,
  offset: Count,
  exit: Exit.nullable(),
})
export type GuestTerminal = z.infer<typeof GuestTerminal>

export const GUEST_FILE_ERRORS = [
  "absent",
  "exists",
  "escapes",
  "not-a-file",
  "not-a-folder",
  "too-large",
  "full",
  "denied",
  "invalid-path",
  "changed",
] as const

export const GuestMessage = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("hello"),
    protocol: z.literal(GUEST_PROTOCOL),
    terminals: z.array(GuestTerminal),
  }),
  z.object({ event: z.literal("reply"), id: Count, result: z.unknown() }),
  z.object({
    event: z.literal("refused"),
    id: Count,
    /** `no-process`: the limit of processes is reached. */
    code: z.enum([...GUEST_FILE_ERRORS, "no-process", "failed"]),
    message: z.string().max(4096),
  }),
  z.object({
    event: z.literal("exit"),
    stream: Count,
    exit: Exit.extend({
      reason: z.enum(["exited", "timeout", "memory", "output", "killed", "lost"]),
      usage: z.object({ wallMs: z.number(), cpuMs: z.number(), peakMemoryBytes: z.number() }),
    }),
  }),
  z.object({ event: z.literal("terminal-exit"), terminal: z.string().max(64), exit: Exit }),
  z.object({ event: z.literal("change"), stream: Count, change: GuestFileChange }),
  /** Another connection has taken over; this one is closed. */
  z.object({ event: z.literal("replaced") }),
])
export type GuestMessage = z.infer<typeof GuestMessage>
export type GuestExit = Extract<GuestMessage, { event: "exit" }>["exit"]

/** Replies by what was asked. */
export const GuestReply = {
  nothing: z.unknown().transform(() => undefined),
  terminal: GuestTerminal,
  terminals: z.array(GuestTerminal),
  offset: z.object({ offset: Count }),
  list: z.object({ entries: z.array(GuestFileEntry).max(LIMITS.workspace.listPage), more: z.boolean() }),
  entry: GuestFileEntry,
  entryOrNull: GuestFileEntry.nullable(),
  usage: z.object({ memoryBytes: Count, processes: Count }),
} as const
