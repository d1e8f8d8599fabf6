/** The routes of one interview, under the names the first product gave them. */
import { Buffer } from "node:buffer"
import { Readable } from "node:stream"
import type { FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import { openQuestion, remaining } from "../../core/session.ts"
import { seedName } from "../../core/seed-views.ts"
import { isVisible } from "../../core/visibility.ts"
import { AppError } from "../../protocol/errors.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import * as http from "../../protocol/http.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Role } from "../../protocol/messages.ts"
import type { Clock } from "../clock.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Registry } from "../room/registry.ts"
import type { Room } from "../room/room.ts"
import { perform } from "../room/commands.ts"
import type { Store } from "../store/store.ts"
import { writeBundle } from "../record/bundle.ts"
import { bundleSource } from "../record/source.ts"
import type { Workspace } from "../workspace/workspace.ts"
import type { Access, Guest } from "./access.ts"
import { zipOf } from "./archive.ts"
import { route } from "./route.ts"
import type { Route } from "./route.ts"
import { streamTerminal } from "./terminal-stream.ts"

export interface InterviewParts {
  access: Access
  registry: Registry
  store: Pick<Store, "sessions" | "journal" | "blobs">
  /** The public key records are signed with, as the verifier takes it. */
  recordKey: string
  questions: QuestionSource
  clock: Clock
}

const As = z.object({ role: z.enum(["candidate", "assessor"]).optional() })

export function interviewRoutes({
  access,
  registry,
  store,
  recordKey,
  questions,
  clock,
}: InterviewParts): Route[] {
  const base = "/api/interview/:id"

  async function enter(request: FastifyRequest, role?: Role): Promise<{ guest: Guest; room: Room }> {
    const { id } = request.params as { id: string }
    const guest = await access.of(request.headers, id, role ?? null)
    return { guest, room: await registry.room(id) }
  }

  async function inWorkspace(
    request: FastifyRequest,
  ): Promise<{ guest: Guest; room: Room; workspace: Workspace }> {
    const entered = await enter(request, (request.query as { role?: Role }).role)
    return { ...entered, workspace: await entered.room.workspaces.current() }
  }

  async function asCandidate(
    request: FastifyRequest,
  ): Promise<{ guest: Guest; room: Room; workspace: Workspace }> {
    const entered = await inWorkspace(request)
    if (entered.guest.role !== "candidate") throw new AppError("forbidden")
    entered.room.mustRun()
    return entered
  }

  return [
    route({
      method: "POST",
      path: `${base}/initialize`,
      summary: "Where an interview stands, for whoever holds its link",
      query: As,
      reply: http.InitializeReply,
      async handle({ request, query }) {
        const { guest, room } = await enter(request, query.role)
        const { id, title, candidate, phase, clock: time, consent, questions } = room.log.told
        const now = clock.now()
        return {
          session: id,
          title,
          candidate: candidate.name,
          phase: phase.phase,
          remainingMs: remaining(time, now),
          now,
          role: guest.role,
          consent,
          questions: questions.length,
        }
      },
    }),
    route({
      method: "GET",
      path: `${base}/question`,
      summary: "The open question",
      query: As,
      reply: http.QuestionReply,
      async handle({ request, query }) {
        const { room } = await enter(request, query.role)
        const question = openQuestion(room.log.told)
        if (!question) throw new AppError("session-not-running")
        return questions.shown(question.version, question.language)
      },
    }),
    route({
      method: "GET",
      path: `${base}/files`,
      summary: "A folder's listing, or a file's content (raw with `download`)",
      query: As.extend({
        path: z.string().default(""),
        after: z.string().optional(),
        download: z.string().optional(),
      }),
      async handle({ request, query, reply }) {
        const { workspace } = await inWorkspace(request)
        const entry = query.path === "" ? null : await workspace.stat(query.path)
        if (!entry || entry.kind === "folder") return workspace.list(query.path, query.after)
        const bytes = Buffer.from(await workspace.read(query.path))
        if (query.download !== undefined)
          return sendBytes(reply, bytes, query.path.split("/").at(-1) ?? "file", "application/octet-stream")
        const text = bytes.toString("utf8")
        const exact = Buffer.from(text).equals(bytes)
        return {
          path: query.path,
          content: exact ? text : bytes.toString("base64"),
          encoding: exact ? "utf8" : "base64",
          size: bytes.byteLength,
        }
      },
    }),
    route({
      method: "PUT",
      path: `${base}/files`,
      summary: "Writes a file: JSON as described, or the raw bytes with the path in the query",
      query: As.extend({ path: z.string().optional() }),
      async handle({ request, query, body }) {
        const { guest, workspace } = await asCandidate(request)
        if (Buffer.isBuffer(body)) {
          if (!query.path) throw new AppError("bad-request", "Name the file in the query: ?path=folder/name.")
          await workspace.upload(guest.actor, query.path, body)
          return { path: query.path, size: body.byteLength }
        }
        const write = http.FileWrite.safeParse(body)
        if (!write.success) throw new AppError("bad-request", write.error.issues[0]?.message)
        const bytes = Buffer.from(write.data.content, write.data.encoding)
        await workspace.write(guest.actor, write.data.path, bytes)
        return { path: write.data.path, size: bytes.byteLength }
      },
    }),
    route({
      method: "DELETE",
      path: `${base}/files`,
      summary: "Deletes a file or folder",
      query: As.extend({ path: z.string().min(1) }),
      async handle({ request, query }) {
        const { guest, workspace } = await asCandidate(request)
        await workspace.remove(guest.actor, query.path)
        return { path: query.path }
      },
    }),
    route({
      method: "GET",
      path: `${base}/archive`,
      summary: "The workspace as a zip",
      query: As,
      content: "application/zip",
      async handle({ request, reply }) {
        const { workspace, room } = await inWorkspace(request)
        await workspace.disk.flush()
        const name = `${openQuestion(room.log.told)?.id ?? "workspace"}-${workspace.language}.zip`
        return sendBytes(reply, Buffer.from(await zipOf(workspace.sandbox.fs)), name, "application/zip")
      },
    }),
    route({
      method: "GET",
      path: `${base}/bundle`,
      summary:
        "The signed record as a bundle anyone can verify; the candidate's, once it has ended, is without the authors' tests",
      query: As,
      content: "application/zip",
      async handle({ request, query, reply }) {
        const { guest, room } = await enter(request, query.role)
        if (guest.role === "candidate" && room.log.told.phase.phase !== "ended")
          throw new AppError("session-not-ended")
        const { id, questions: asked } = room.log.told
        const source = await bundleSource(store, recordKey, id)
        if (!source) throw new AppError("session-unknown")
        const sealed = new Set(asked.map(({ version }) => version))
        const blob = (digest: string) =>
          guest.role === "candidate" && sealed.has(digest) ? Promise.resolve(null) : source.blob(digest)
        const name = `interview-${id}.zip`
        return reply
          .type("application/zip")
          .header("content-disposition", `attachment; filename="${name}"`)
          .send(Readable.from(writeBundle({ ...source, blob })))
      },
    }),
    route({
      method: "GET",
      path: `${base}/terminal`,
      summary: "A terminal's output as server-sent events; opens one when none is open",
      query: As.extend({
        terminal: z.string().optional(),
        from: z.coerce.number().int().min(-1).default(-1),
      }),
      content: "text/event-stream",
      async handle({ request, query, reply }) {
        const { guest, room, workspace } = await inWorkspace(request)
        let id = query.terminal ?? room.log.told.terminals.at(-1)?.id
        if (!id && guest.role === "candidate") id = await workspace.terminals.open(guest.actor, 80, 24)
        if (!id) throw new AppError("terminal-unknown")
        streamTerminal(workspace.terminals.get(id), query.from, reply)
      },
    }),
    route({
      method: "POST",
      path: `${base}/terminal/input`,
      summary: "Types into a terminal",
      query: As,
      body: http.TerminalInput,
      async handle({ request, body }) {
        const { guest, workspace } = await asCandidate(request)
        if (Buffer.byteLength(body.data) > LIMITS.terminal.inputBytes) throw new AppError("too-large")
        await workspace.terminals.get(body.terminal).input(guest.actor, Buffer.from(body.data))
        return {}
      },
    }),
    route({
      method: "POST",
      path: `${base}/run-tests`,
      summary: "Runs the visible tests and answers when they are done",
      query: As,
      body: http.RunTests,
      reply: http.RunReply,
      async handle({ request, body }) {
        const { guest, room, workspace } = await asCandidate(request)
        const { id, done } = await room.testRuns.start(guest.actor, workspace, body.only)
        const { outcome, summary, message } = await done
        const { run } = room.log.told
        return {
          run: id,
          outcome,
          summary,
          tests: run?.id === id ? Object.values(run.results) : [],
          ...(message === undefined ? {} : { message }),
        }
      },
    }),
    route({
      method: "GET",
      path: `${base}/events`,
      summary:
        "The journal as the holder of the link may see it, in pages; `name` is the first product's name of an event",
      query: As.extend({
        after: z.coerce.number().int().nonnegative().default(0),
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
      async handle({ request, query }) {
        const { guest, room } = await enter(request, query.role)
        const events: (JournalEvent & { name: string | null })[] = []
        let last = query.after
        for await (const event of store.journal.read(room.log.told.id, query.after)) {
          if (events.length >= query.limit) return { events, next: last }
          last = event.seq
          if (mayRead(event, guest.role, room)) events.push({ ...event, name: seedName(event.type) })
        }
        return { events, next: null }
      },
    }),
    route({
      method: "POST",
      path: `${base}/events`,
      summary: "Reports what only the window can know; anything else is refused",
      query: As,
      body: http.EventReport,
      async handle({ request, body }) {
        const { guest, room } = await asCandidate(request)
        await room.observe(guest.actor, body)
        return { accepted: 1 }
      },
    }),
    route({
      method: "POST",
      path: `${base}/events/batch`,
      summary: "Several such reports at once",
      query: As,
      body: http.EventBatch,
      async handle({ request, body }) {
        const { guest, room } = await asCandidate(request)
        await Promise.all(body.events.map((event) => room.observe(guest.actor, event)))
        return { accepted: body.events.length }
      },
    }),
    ...(["pause", "resume"] as const).map((type) =>
      route({
        method: "POST",
        path: `${base}/${type}`,
        summary: type === "pause" ? "Stops the clock and everything in the sandbox" : "Goes on after a pause",
        query: As,
        body: z.object({ reason: z.string().max(500).default("") }),
        async handle({ request, body }) {
          const { guest, room } = await enter(request, "assessor")
          await perform(room, guest, type === "pause" ? { type, reason: body.reason } : { type })
          return {}
        },
      }),
    ),
  ]
}

/** Edits and output are left out of the live events only because they travel apart. */
function mayRead(event: JournalEvent, role: Role, room: Room): boolean {
  const apart =
    event.type.startsWith("doc.") || event.type.startsWith("terminal.") || event.type === "snapshot.taken"
  return apart || isVisible(event, role, room.log.told)
}

function sendBytes(reply: FastifyReply, bytes: Buffer, name: string, type: string): FastifyReply {
  return reply
    .type(type)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes)
}
