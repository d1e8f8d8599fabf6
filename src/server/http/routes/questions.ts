/** A team's question library: looking through it, bringing questions in and taking them out. */
import { z } from "zod"
import { isKeptBack } from "../../../core/question-parts.ts"
import { Language } from "../../../protocol/ctrf.ts"
import { AppError } from "../../../protocol/errors.ts"
import {
  ImportReport,
  ListedQuestion,
  NewQuestion,
  QuestionDetail,
  QuestionFilter,
  QuestionPreview,
} from "../../../protocol/library.ts"
import type { QuestionChanges } from "../../../protocol/library.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import { isAtLeast } from "../../../protocol/team.ts"
import type { Audit } from "../../accounts/audit.ts"
import type { Clock } from "../../clock.ts"
import { checkForViewers } from "../../library/checks.ts"
import type { Checks } from "../../library/checks.ts"
import type { Author, Editing } from "../../library/editing.ts"
import { lets } from "../../library/filter.ts"
import { findQuestions } from "../../library/incoming.ts"
import type { QuestionLibrary } from "../../library/library.ts"
import { tryQuestion } from "../../library/practice.ts"
import { previewOf } from "../../library/preview.ts"
import { zipOfFolders } from "../../questions/export.ts"
import type { QuestionSource } from "../../questions/source.ts"
import type { Registry } from "../../room/registry.ts"
import type { Store } from "../../store/store.ts"
import { sendDownload } from "../download.ts"
import { from, pathPart, teamRoute } from "../route.ts"
import type { Asker, Route } from "../route.ts"

export interface QuestionRouteParts {
  library: QuestionLibrary
  editing: Editing
  checks: Checks
  audit: Audit
  store: Pick<Store, "sessions" | "links">
  registry: Pick<Registry, "room">
  questions: QuestionSource
  clock: Clock
}

export const QUESTIONS = "/api/questions"
export const QUESTION = `${QUESTIONS}/:question`

export const authorOf = ({ who, team }: Asker): Author => ({ organization: team.id, name: who.name })
export const mayReadAll = ({ team }: Asker): boolean => isAtLeast(team.role, "assessor")

export function questionRoutes(parts: QuestionRouteParts): Route[] {
  const { library, editing, audit } = parts
  return [
    teamRoute({
      method: "GET",
      path: QUESTIONS,
      summary: "The team's questions and the built-in ones; archived ones only with that status",
      query: QuestionFilter,
      reply: z.object({ questions: z.array(ListedQuestion) }),
      async handle({ asker, query }) {
        const all = await library.list(asker.team.id)
        return { questions: all.filter((one) => lets(query, one)) }
      },
    }),
    teamRoute({
      method: "POST",
      path: QUESTIONS,
      summary: "A new question from a template, or a copy of one to edit",
      body: NewQuestion,
      reply: QuestionDetail,
      async handle({ asker, request, body }) {
        const id = await editing.create(authorOf(asker), body)
        const made = await library.get(asker.team.id, id)
        await audit(asker, {
          action: "question.created",
          target: made.title,
          detail: { id },
          ...from(request),
        })
        return made
      },
    }),
    teamRoute({
      method: "POST",
      path: `${QUESTIONS}/import`,
      summary: "Questions from a zip of folders or Exercism exercises, or a JSONL file; the body is the file",
      query: z.object({ name: z.string().min(1).max(200), language: Language.optional() }),
      reply: ImportReport,
      async handle({ asker, request, query: { name, language }, body }) {
        if (!Buffer.isBuffer(body))
          throw new AppError("import-refused", "Send the file's bytes as application/octet-stream.")
        const found = await findQuestions(name, body, language)
        const report: ImportReport = { taken: [], refused: [...found.refused] }
        for (const { source, slug, files, open } of found.questions)
          try {
            const id = await editing.take(authorOf(asker), slug, files)
            const { title } = (await library.draft(asker.team.id, id)).listed
            report.taken.push({ id, title, source, open: [...open] })
          } catch (failure) {
            if (!(failure instanceof AppError)) throw failure
            report.refused.push({ source, why: failure.message })
          }
        const detail = { taken: report.taken.length, refused: report.refused.length }
        await audit(asker, { action: "question.imported", target: name, detail, ...from(request) })
        return report
      },
    }),
    teamRoute({
      method: "GET",
      path: `${QUESTIONS}/export`,
      summary: "Questions as folders in a zip, hidden tests and solutions too; `ids` is a list with commas",
      query: z.object({ ids: z.string().min(1).max(10_000) }),
      content: "application/zip",
      async handle({ asker, request, reply, query }) {
        const ids = [...new Set(query.ids.split(","))]
        const folders: Parameters<typeof zipOfFolders>[0][number][] = []
        const names = new Set<string>()
        let bytes = 0
        for (const id of ids) {
          const { slug, reading } = await library.draft(asker.team.id, id)
          for (const file of reading.files.values()) bytes += file.byteLength
          if (bytes > LIMITS.library.exportBytes)
            throw new AppError("too-large", "Export fewer questions at once.")
          const name = names.has(slug) ? `${slug}-${id.slice(0, 6)}` : slug
          names.add(name)
          folders.push({ name, files: reading.files })
        }
        const [only] = folders
        const name = folders.length === 1 && only ? `${only.name}.zip` : "questions.zip"
        const target = folders.map((folder) => folder.name).join(", ")
        await audit(asker, { action: "question.exported", target: target.slice(0, 200), ...from(request) })
        return sendDownload(reply, Buffer.from(zipOfFolders(folders)), name, "application/zip")
      },
    }),
    teamRoute({
      method: "GET",
      path: QUESTION,
      summary: "A question: manifest, files, versions, the last check",
      reply: QuestionDetail,
      async handle({ asker, request }) {
        const detail = await library.get(asker.team.id, pathPart(request, "question"))
        return mayReadAll(asker) ? detail : forViewers(detail)
      },
    }),
    teamRoute({
      method: "GET",
      path: `${QUESTION}/preview`,
      summary: "The draft as a candidate would see it",
      query: z.object({ language: Language.optional() }),
      reply: QuestionPreview,
      async handle({ asker, request, query: { language } }) {
        const { reading, listed } = await library.draft(asker.team.id, pathPart(request, "question"))
        return previewOf(reading.files, listed, language)
      },
    }),
    teamRoute({
      method: "POST",
      path: `${QUESTION}/try`,
      summary:
        "A practice session with the draft; the path opens it as its candidate. An earlier one that still runs ends",
      reply: z.object({ path: z.string() }),
      async handle({ asker, request }) {
        const question = pathPart(request, "question")
        const { reading, listed } = await library.draft(asker.team.id, question)
        if (!reading.ok) {
          const [fault] = reading.faults
          throw new AppError("question-faulty", fault && `${fault.path} ${fault.problem}. ${fault.mend}`)
        }
        const practice = { question, by: asker.who.id }
        const path = await tryQuestion(parts, asker.team.id, practice, reading.stored)
        const detail = { id: question }
        await audit(asker, { action: "question.tried", target: listed.title, detail, ...from(request) })
        return { path }
      },
    }),
  ]
}

function forViewers(detail: QuestionDetail): QuestionDetail {
  const { files, faults, check, versions, changes } = detail
  return {
    ...detail,
    files: files.filter(({ path }) => !isKeptBack(path)),
    faults: faults.filter(({ path }) => !isKeptBack(path)),
    check: check && checkForViewers(check),
    versions: versions.map((version) => ({ ...version, changes: changesForViewers(version.changes) })),
    changes: changesForViewers(changes),
  }
}

function changesForViewers({ added, changed, removed }: QuestionChanges): QuestionChanges {
  const shown = (paths: readonly string[]): string[] => paths.filter((path) => !isKeptBack(path))
  return { added: shown(added), changed: shown(changed), removed: shown(removed) }
}
