/**
 * The live protocol: one WebSocket per window, JSON text frames both ways, and binary frames for terminal output.
 * A client that lost its connection says `hello` again and asks for its documents and terminals from where it was.
 */
import { z } from "zod"
import { AssessorAct, CandidateAct, SharedAct } from "./acts.ts"
import type { LineMark } from "./acts.ts"
import { AgentContext, AssistanceLevel, Attach, Hunk } from "./assistance.ts"
import type { ChatEntry } from "./chat.ts"
import { Language } from "./ctrf.ts"
import { DocumentUpdate } from "./events.ts"
import type { Actor, ActorKind, Changes, JournalEvent } from "./events.ts"
import { LIMITS } from "./limits.ts"
import type { Problem } from "./errors.ts"

export const PROTOCOL_VERSION = 1

/** As long as any path can be, so that one over the product's limit is refused by name. */
const Path = z.string().min(1).max(4_096)
const ClientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
const TerminalId = z.string().regex(/^[a-z0-9-]{1,32}$/)
const Cells = z.number().int().min(2).max(1_000)
const Reason = z.string().max(500)

/** What a person can ask for; each is answered by `reply`. The role in brackets may ask it. */
export const Command = z.discriminatedUnion("type", [
  /** [candidate] */
  z.object({ type: z.literal("consent"), digest: z.string() }),
  z.object({ type: z.literal("start") }),
  /** Names its question, so that one sent twice or late never submits the next. */
  z.object({ type: z.literal("submit"), question: z.string().max(128) }),
  z.object({ type: z.literal("change-language"), language: Language }),
  z.object({ type: z.literal("withdraw") }),
  /** [assessor] */
  z.object({ type: z.literal("pause"), reason: Reason }),
  z.object({ type: z.literal("resume") }),
  z.object({
    type: z.literal("extend"),
    minutes: z.number().int().min(1).max(LIMITS.session.extendMinutes),
    reason: Reason,
  }),
  z.object({ type: z.literal("end"), reason: Reason }),
  /** [candidate] Tests by id; empty runs all. */
  z.object({ type: z.literal("run-tests"), only: z.array(z.string().max(2_048)).max(1_000) }),
  z.object({ type: z.literal("cancel-tests") }),
  /** Tells the server that a run is likely soon, so that a runner is warmed. */
  z.object({ type: z.literal("warm-tests") }),
  /** [candidate] Files. `create` makes an empty file or a folder. */
  z.object({ type: z.literal("create-file"), path: Path, kind: z.enum(["file", "folder"]) }),
  z.object({ type: z.literal("rename-file"), from: Path, to: Path }),
  z.object({ type: z.literal("delete-file"), path: Path }),
  z.object({ type: z.literal("save"), path: Path }),
  /** Answered with `{ files: FileListing }`; one folder, one page. */
  z.object({
    type: z.literal("list-files"),
    path: z.string().max(4_096),
    after: z.string().optional(),
  }),
  /** [candidate] Answered with `{ terminal: id }`. */
  z.object({ type: z.literal("open-terminal"), cols: Cells, rows: Cells }),
  z.object({ type: z.literal("close-terminal"), terminal: TerminalId }),
  /**
   * [candidate] Words to the agent, now or while it works; sent again under the same `message`, they count once. They
   * name their question, so that what is late is never said in the next.
   */
  z.object({
    type: z.literal("send-message"),
    question: z.string().max(128),
    message: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
    text: z.string().min(1).max(LIMITS.chat.messageCharacters),
    attach: z.array(Attach).max(LIMITS.chat.attachments),
  }),
  z.object({ type: z.literal("stop-agent") }),
  /** Has the agent go on where a turn was stopped, failed or was cut off. */
  z.object({ type: z.literal("continue-agent"), question: z.string().max(128) }),
  z.object({ type: z.literal("answer-nudge"), nudge: z.string().max(64), accept: z.boolean() }),
  z.object({ type: z.literal("mute-nudges"), muted: z.boolean() }),
  /** About the agent's change in a file at `version`; `hunk` null is all of it. */
  z.object({
    type: z.literal("review-change"),
    path: Path,
    language: Language,
    version: z.number().int().nonnegative(),
    verdict: z.enum(["accepted", "rejected"]),
    hunk: Hunk.nullable(),
  }),
  /** [candidate, assessor] Answered with `{ chat, earlier }`: what stands before an entry, by its number. */
  z.object({ type: z.literal("list-chat"), before: z.number().int().positive() }),
  /** [assessor] */
  z.object({ type: z.literal("set-level"), level: AssistanceLevel }),
  z.object({ type: z.literal("begin-agent"), context: AgentContext }),
  z.object({ type: z.literal("pause-agent") }),
  z.object({ type: z.literal("resume-agent") }),
  z.object({ type: z.literal("end-agent") }),
  ...AssessorAct.options,
  ...CandidateAct.options,
  ...SharedAct.options,
])
export type Command = z.infer<typeof Command>

/** What only a window can know. Nothing here says anything of results, time or who somebody is. */
export const Observation = z.discriminatedUnion("type", [
  z.object({ type: z.literal("presence.focus"), focused: z.boolean(), clientAt: z.number() }),
  z.object({
    type: z.literal("presence.paste"),
    path: Path.nullable(),
    characters: z.number().int().nonnegative(),
    inside: z.boolean(),
    clientAt: z.number(),
  }),
  z.object({
    type: z.literal("presence.viewed"),
    path: Path.nullable(),
    line: z.number().int().positive(),
    bottom: z.enum(["tests", "terminal"]).nullable(),
    terminal: TerminalId.nullable(),
    clientAt: z.number(),
  }),
  z.object({
    type: z.literal("presence.selection"),
    path: Path,
    from: z.number().int().nonnegative(),
    to: z.number().int().nonnegative(),
    clientAt: z.number(),
  }),
])
export type Observation = z.infer<typeof Observation>

export const ClientMessage = z.discriminatedUnion("type", [
  /** First on every connection. `takeOver` closes the candidate's other window; without it the answer is `in-use`. */
  z.object({
    type: z.literal("hello"),
    protocol: z.literal(PROTOCOL_VERSION),
    client: ClientId,
    takeOver: z.boolean(),
  }),
  z.object({ type: z.literal("command"), id: z.number().int(), command: Command }),
  /** With the version the client has: the answer is `document-updates` since then, or the whole `document`. */
  z.object({
    type: z.literal("open-document"),
    path: Path,
    language: Language,
    version: z.number().int().nonnegative().nullable(),
  }),
  z.object({ type: z.literal("close-document"), path: Path }),
  z.object({
    type: z.literal("push"),
    path: Path,
    language: Language,
    version: z.number().int().nonnegative(),
    updates: z.array(DocumentUpdate).min(1).max(LIMITS.document.updatesPerPush),
  }),
  /** Where this person's cursor is; positions in the document of `version`. Not recorded. */
  z.object({
    type: z.literal("cursor"),
    path: Path,
    version: z.number().int().nonnegative(),
    anchor: z.number().int().nonnegative(),
    head: z.number().int().nonnegative(),
  }),
  /** Output from a byte offset on, as binary frames; -1 asks for the screen as it stands. */
  z.object({ type: z.literal("attach-terminal"), terminal: TerminalId, from: z.number().int().min(-1) }),
  z.object({ type: z.literal("detach-terminal"), terminal: TerminalId }),
  z.object({
    type: z.literal("terminal-input"),
    terminal: TerminalId,
    data: z.string().max(LIMITS.terminal.inputBytes),
  }),
  z.object({ type: z.literal("resize-terminal"), terminal: TerminalId, cols: Cells, rows: Cells }),
  /** Bytes parsed by the screen so far: the server sends no more than `LIMITS.terminal.unackedBytes` beyond it. */
  z.object({ type: z.literal("ack-terminal"), terminal: TerminalId, offset: z.number().int().nonnegative() }),
  z.object({ type: z.literal("observe"), observation: Observation }),
  z.object({ type: z.literal("ping"), clientAt: z.number() }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** The seats of a room. A viewer sees what an assessor sees, except private notes and ratings, and may do nothing. */
export const Role = z.enum(["candidate", "assessor", "viewer"])
export type Role = z.infer<typeof Role>

export interface FileItem {
  path: string
  kind: "file" | "folder" | "link" | "other"
  size: number
  modifiedMs: number
}

export interface FileListing {
  path: string
  entries: FileItem[]
  more: boolean
}

export interface Person {
  client: string
  name: string
  role: Role
  /** The document this window shows, if any. */
  path: string | null
}

export interface RemoteCursor {
  client: string
  actor: z.infer<typeof ActorKind>
  name: string
  anchor: number
  head: number
}

/** `state` is `core/session.ts`'s `SessionState`, kept generic so that the protocol knows nothing of the core. */
export type ServerMessage<State> =
  | {
      type: "welcome"
      /** `id` is the actor's, the same in all windows of a person. */
      you: { role: Role; client: string; id: string; name: string }
      now: number
      state: State
      people: Person[]
      workspace: "preparing" | "ready" | "failed" | "closed"
    }
  /** Journal events this role may see, in order. Edits, terminal bytes and snapshots travel in their own messages. */
  | { type: "events"; events: JournalEvent[] }
  | { type: "reply"; id: number; ok: true; result?: CommandResult }
  | { type: "reply"; id: number; ok: false; problem: Problem }
  | {
      type: "document"
      path: string
      language: Language
      version: number
      text: string
      readOnly: null | "binary" | "too-large" | "role"
    }
  | {
      type: "document-updates"
      path: string
      language: Language
      from: number
      updates: DocumentUpdate[]
      actor: Actor
    }
  /** What of the agent's edits waits for the candidate's word: the change that takes them back; null when nothing does. */
  | { type: "review"; path: string; language: Language; version: number; back: Changes | null }
  /** The lines of a document that assessors point at, all of them; positions in `version`. */
  | { type: "marks"; path: string; language: Language; version: number; marks: LineMark[] }
  /** All files of which something waits for the candidate's word, after the welcome and whenever they are others. */
  | { type: "reviews"; paths: string[] }
  /** The version is on disk. */
  | { type: "document-saved"; path: string; language: Language; version: number }
  | { type: "document-gone"; path: string; language: Language; movedTo: string | null }
  | { type: "document-problem"; path: string; problem: Problem }
  | { type: "cursor"; path: string; version: number; cursor: RemoteCursor | { client: string; gone: true } }
  /** Folders whose listing changed; `""` is the root, null everything. */
  | { type: "files-changed"; folders: string[] | null }
  | { type: "workspace"; status: "preparing" | "ready" | "failed" | "closed"; problem?: Problem }
  /** The next binary frame of this terminal starts at `offset`; a cut tells that what lies between is only in the record. */
  | { type: "terminal-screen"; terminal: string; offset: number; cols: number; rows: number }
  | { type: "people"; people: Person[] }
  | { type: "pong"; clientAt: number; now: number }
  /** The connection is about to be closed for good; `problem.code` says whether to come back. */
  | { type: "closed"; problem: Problem }

export type CommandResult =
  | { files: FileListing }
  | { terminal: string }
  | { run: string }
  | { chat: readonly ChatEntry[]; earlier: boolean }
  | Record<string, never>

/** Binary frame of terminal output: one byte id length, the id in ASCII, eight bytes big-endian offset, the bytes. */
export function encodeTerminalFrame(terminal: string, offset: number, data: Uint8Array): Uint8Array {
  const frame = new Uint8Array(1 + terminal.length + 8 + data.byteLength)
  frame[0] = terminal.length
  for (let index = 0; index < terminal.length; index++) frame[1 + index] = terminal.charCodeAt(index)
  new DataView(frame.buffer).setBigUint64(1 + terminal.length, BigInt(offset))
  frame.set(data, 1 + terminal.length + 8)
  return frame
}

export function decodeTerminalFrame(frame: Uint8Array): {
  terminal: string
  offset: number
  data: Uint8Array
} {
  const length = frame[0] ?? 0
  const terminal = String.fromCharCode(...frame.subarray(1, 1 + length))
  const offset = Number(new DataView(frame.buffer, frame.byteOffset).getBigUint64(1 + length))
  return { terminal, offset, data: frame.subarray(1 + length + 8) }
}
