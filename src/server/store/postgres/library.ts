import { and, count, desc, eq, getTableColumns, inArray } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import { Check, DraftFile, QuestionOrigin, QuestionSummary } from "../../../protocol/library.ts"
import type { KeptQuestion, KeptVersion, LibraryStore } from "../../library/store.ts"
import { blobs } from "./schema.ts"
import { questions, questionVersions } from "./library-schema.ts"

const Files = z.record(z.string(), DraftFile.omit({ path: true }))
const Origin = QuestionOrigin.exclude(["built-in"])

type Row = typeof questions.$inferSelect
type Tx = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0]

export function openLibrary(db: NodePgDatabase): LibraryStore {
  const one = (organization: string, id: string) =>
    and(eq(questions.organizationId, organization), eq(questions.id, id))

  /** Inside, nobody else changes the question. */
  function locked<Value>(
    organization: string,
    id: string,
    work: (tx: Tx, now: KeptQuestion) => Promise<Value>,
  ): Promise<Value | null> {
    return db.transaction(async (tx) => {
      const [row] = await tx.select().from(questions).where(one(organization, id)).for("update")
      return row ? work(tx, questionOf(row)) : null
    })
  }

  return {
    async list(organization) {
      const { files: _files, checked: _checked, ...columns } = getTableColumns(questions)
      const rows = await db.select(columns).from(questions).where(eq(questions.organizationId, organization))
      return rows.map((row) => listedOf(row))
    },

    async count(organization) {
      const [found] = await db
        .select({ count: count() })
        .from(questions)
        .where(eq(questions.organizationId, organization))
      return found?.count ?? 0
    },

    async find(organization, id) {
      const [row] = await db.select().from(questions).where(one(organization, id))
      return row ? questionOf(row) : null
    },

    async create(organization, question) {
      await db.insert(questions).values({ ...rowOf(question), id: question.id, organizationId: organization })
    },

    update: (organization, id, change) =>
      locked(organization, id, async (tx, now) => {
        const changed = change(now)
        if (changed) await tx.update(questions).set(rowOf(changed)).where(eq(questions.id, id))
        return changed ?? now
      }),

    publish: (organization, id, change) =>
      locked(organization, id, async (tx, now) => {
        const { question, version } = change(now)
        await tx.update(questions).set(rowOf(question)).where(eq(questions.id, id))
        const { number, digest, files, checked, note, published } = version
        await tx.insert(questionVersions).values({
          question: id,
          number,
          digest,
          files: JSON.stringify(files),
          checked: JSON.stringify(checked),
          note,
          publishedAt: published.at,
          publishedBy: published.by,
        })
        return question
      }),

    async remove(organization, id, may) {
      const removed = await locked(organization, id, async (tx, now) => {
        if (!may(now)) return false
        await tx.delete(questions).where(eq(questions.id, id))
        return true
      })
      return removed ?? false
    },

    async versions(id) {
      const rows = await db
        .select()
        .from(questionVersions)
        .where(eq(questionVersions.question, id))
        .orderBy(desc(questionVersions.number))
      return rows.map(versionOf)
    },

    async latest(organization) {
      const isLatest = and(
        eq(questionVersions.question, questions.id),
        eq(questionVersions.number, questions.latest),
      )
      const rows = await db
        .select({ id: questions.id, digest: questionVersions.digest })
        .from(questions)
        .innerJoin(questionVersions, isLatest)
        .where(eq(questions.organizationId, organization))
      return new Map(rows.map(({ id, digest }) => [id, digest]))
    },

    async version(id, number) {
      const [row] = await db
        .select()
        .from(questionVersions)
        .where(and(eq(questionVersions.question, id), eq(questionVersions.number, number)))
      return row ? versionOf(row) : null
    },

    async blobs(digests) {
      const wanted = [...new Set(digests)].map((digest) => Buffer.from(digest, "hex"))
      if (wanted.length === 0) return new Map()
      const rows = await db.select().from(blobs).where(inArray(blobs.digest, wanted))
      return new Map(rows.map(({ digest, bytes }) => [Buffer.from(digest).toString("hex"), bytes]))
    },
  }
}

function listedOf(row: Omit<Row, "files" | "checked">): Omit<KeptQuestion, "files" | "checked"> {
  const { id, slug, digest, archived, latest, published } = row
  return {
    id,
    slug,
    origin: Origin.parse(row.origin),
    summary: QuestionSummary.parse(JSON.parse(row.summary)),
    digest,
    archived,
    latest,
    published,
    updated: { at: row.updatedAt, by: row.updatedBy },
  }
}

function questionOf(row: Row): KeptQuestion {
  return {
    ...listedOf(row),
    files: Files.parse(JSON.parse(row.files)),
    checked: row.checked === null ? null : Check.parse(JSON.parse(row.checked)),
  }
}

function rowOf(question: KeptQuestion): Omit<Row, "id" | "organizationId"> {
  const { slug, origin, summary, files, digest, archived, latest, published, checked, updated } = question
  return {
    slug,
    origin,
    summary: JSON.stringify(summary),
    files: JSON.stringify(files),
    digest,
    archived,
    latest,
    published,
    checked: checked === null ? null : JSON.stringify(checked),
    updatedAt: updated.at,
    updatedBy: updated.by,
  }
}

function versionOf(row: typeof questionVersions.$inferSelect): KeptVersion {
  const { number, digest, note } = row
  return {
    number,
    digest,
    files: Files.parse(JSON.parse(row.files)),
    checked: Check.parse(JSON.parse(row.checked)),
    note,
    published: { at: row.publishedAt, by: row.publishedBy },
  }
}
