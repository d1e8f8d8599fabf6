/** The record of an interview: its events, what a window may add to them, and the signed bundle. */
import { Readable } from "node:stream"
import { z } from "zod"
import { seedName } from "../../../core/seed-views.ts"
import { mayKnow } from "../../../core/visibility.ts"
import { AppError } from "../../../protocol/errors.ts"
import type { JournalEvent } from "../../../protocol/events.ts"
import { EventBatch, EventReport } from "../../../protocol/http.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import { writeBundle } from "../../record/bundle.ts"
import { bundleSource } from "../../record/source.ts"
import { withhold } from "../../record/withhold.ts"
import type { Store } from "../../store/store.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

export interface RecordParts {
  store: Pick<Store, "sessions" | "journal" | "blobs">
  /** The public key records are signed with, as the verifier takes it. */
  recordKey: string
}

export function recordRoutes({ enter, whileRunning }: Entrance, { store, recordKey }: RecordParts): Route[] {
  return [
    route({
      method: "GET",
      path: `${INTERVIEW}/bundle`,
      summary:
        "The signed record as a bundle anyone can verify, with the questions whole for assessors alone; the candidate's, once it has ended, is without its grade as well",
      query: As,
      content: "application/zip",
      async handle({ request, reply }) {
        const { guest, room, spend } = await enter(request)
        spend("requests", LIMITS.http.wholeReads)
        if (guest.role === "candidate" && room.log.told.phase.phase !== "ended")
          throw new AppError("session-not-ended")
        const { id, questions: asked } = room.log.told
        const source = await bundleSource(store, recordKey, id)
        if (!source) throw new AppError("session-unknown")
        const sealed = new Set(asked.map(({ version }) => version))
        const shown =
          guest.role === "assessor"
            ? source
            : withhold(source, (event) => mayKnow(event, guest.role, room.log.told))
        const blob = (digest: string) =>
          guest.role !== "assessor" && sealed.has(digest) ? Promise.resolve(null) : source.blob(digest)
        const name = `interview-${id}.zip`
        return reply
          .type("application/zip")
          .header("content-disposition", `attachment; filename="${name}"`)
          .send(Readable.from(writeBundle({ ...shown, blob })))
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/events`,
      summary:
        "The journal as the holder of the link may see it, in pages; `name` is the first product's name of an event",
      query: As.extend({
        after: z.coerce.number().int().nonnegative().default(0),
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
      async handle({ request, query }) {
        const { guest, room } = await enter(request)
        const events: (JournalEvent & { name: string | null })[] = []
        let last = query.after
        for await (const event of store.journal.read(room.log.told.id, query.after)) {
          if (events.length >= query.limit) return { events, next: last }
          last = event.seq
          if (mayKnow(event, guest.role, room.log.told)) events.push({ ...event, name: seedName(event.type) })
        }
        return { events, next: null }
      },
    }),
    route({
      method: "POST",
      path: `${INTERVIEW}/events`,
      summary: "Reports what only the window can know; anything else is refused",
      query: As,
      body: EventReport,
      async handle({ request, body }) {
        const { guest, room, spend } = await whileRunning(request)
        spend("observations", 1)
        await room.observe(guest.actor, body)
        return { accepted: 1 }
      },
    }),
    route({
      method: "POST",
      path: `${INTERVIEW}/events/batch`,
      summary: "Several such reports at once",
      query: As,
      body: EventBatch,
      async handle({ request, body }) {
        const { guest, room, spend } = await whileRunning(request)
        spend("observations", body.events.length)
        await Promise.all(body.events.map((event) => room.observe(guest.actor, event)))
        return { accepted: body.events.length }
      },
    }),
  ]
}
