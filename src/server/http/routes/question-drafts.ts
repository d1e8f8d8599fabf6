/** One question of the library at work: its files, its check, its versions. */
import { z } from "zod"
import { isKeptBack } from "../../../core/question-parts.ts"
import { AppError } from "../../../protocol/errors.ts"
import {
  Check,
  DraftFileContent,
  FileQuery,
  PublishQuestion,
  QuestionDetail,
  RenameFile,
  SaveFile,
} from "../../../protocol/library.ts"
import type { AuditAction } from "../../accounts/audit.ts"
import { checkForViewers } from "../../library/checks.ts"
import { sha256 } from "../../sha256.ts"
import { from, pathPart, teamRoute } from "../route.ts"
import type { Asker, Route } from "../route.ts"
import type { FastifyRequest } from "fastify"
import { authorOf, mayReadAll, QUESTION } from "./questions.ts"
import type { QuestionRouteParts } from "./questions.ts"

const of = (request: FastifyRequest): string => pathPart(request, "question")

export function draftRoutes({ library, editing, checks, audit }: QuestionRouteParts): Route[] {
  async function contentOf(asker: Asker, request: FastifyRequest, path: string, version?: number) {
    if (isKeptBack(path) && !mayReadAll(asker)) throw new AppError("role-needed")
    const bytes = Buffer.from(await library.file(asker.team.id, of(request), path, version))
    const text = bytes.toString("utf8")
    const exact = Buffer.from(text).equals(bytes)
    return {
      path,
      digest: sha256(bytes),
      size: bytes.byteLength,
      content: exact ? text : bytes.toString("base64"),
      encoding: exact ? ("utf8" as const) : ("base64" as const),
    }
  }

  const detailOf = ({ team }: Asker, request: FastifyRequest) => library.get(team.id, of(request))

  async function told(asker: Asker, request: FastifyRequest, action: AuditAction): Promise<QuestionDetail> {
    const detail = await detailOf(asker, request)
    const { id, title, version } = detail
    await audit(asker, { action, target: title, detail: { id, version }, ...from(request) })
    return detail
  }

  return [
    teamRoute({
      method: "GET",
      path: `${QUESTION}/file`,
      summary: "A file of the draft",
      query: FileQuery,
      reply: DraftFileContent,
      handle: ({ asker, request, query: { path } }) => contentOf(asker, request, path),
    }),
    teamRoute({
      method: "GET",
      path: `${QUESTION}/versions/:number/file`,
      summary: "A file of a published version",
      query: FileQuery,
      reply: DraftFileContent,
      async handle({ asker, request, query: { path } }) {
        const number = z.coerce.number().int().positive().safeParse(pathPart(request, "number"))
        if (!number.success) throw new AppError("not-found")
        return contentOf(asker, request, path, number.data)
      },
    }),
    teamRoute({
      method: "PUT",
      path: `${QUESTION}/file`,
      summary: "Saves a file; refused when somebody else saved it meanwhile",
      body: SaveFile,
      reply: QuestionDetail,
      async handle({ asker, request, body }) {
        await editing.save(authorOf(asker), of(request), body)
        return detailOf(asker, request)
      },
    }),
    teamRoute({
      method: "DELETE",
      path: `${QUESTION}/file`,
      summary: "Deletes a file, or a folder with all in it",
      query: FileQuery,
      reply: QuestionDetail,
      async handle({ asker, request, query: { path } }) {
        await editing.remove(authorOf(asker), of(request), path)
        return detailOf(asker, request)
      },
    }),
    teamRoute({
      method: "POST",
      path: `${QUESTION}/rename`,
      summary: "Renames or moves a file, or a folder with all in it",
      body: RenameFile,
      reply: QuestionDetail,
      async handle({ asker, request, body: { from, to } }) {
        await editing.rename(authorOf(asker), of(request), from, to)
        return detailOf(asker, request)
      },
    }),
    teamRoute({
      method: "GET",
      path: `${QUESTION}/check`,
      summary: "How far the last check is; null for none",
      reply: z.object({ check: Check.nullable() }),
      async handle({ asker, request }) {
        const check = await library.check(asker.team.id, of(request))
        return { check: check && !mayReadAll(asker) ? checkForViewers(check) : check }
      },
    }),
    teamRoute({
      method: "POST",
      path: `${QUESTION}/check`,
      summary: "Begins a check of the draft as it is; one at a time in a team, the next waits",
      reply: Check,
      status: 202,
      async handle({ asker, request, reply }) {
        void reply.status(202)
        return checks.ask(asker.team.id, of(request), asker.who.name)
      },
    }),
    teamRoute({
      method: "DELETE",
      path: `${QUESTION}/check`,
      summary: "Ends a check early",
      reply: Check,
      handle: ({ asker, request }) => checks.cancel(asker.team.id, of(request)),
    }),
    teamRoute({
      method: "POST",
      path: `${QUESTION}/publish`,
      summary: "Publishes the draft, which has passed its check as it is, as the next version",
      body: PublishQuestion,
      reply: QuestionDetail,
      async handle({ asker, request, body: { digest, note } }) {
        await editing.publish(authorOf(asker), of(request), digest, note)
        return told(asker, request, "question.published")
      },
    }),
    ...(["archive", "restore"] as const).map((act) =>
      teamRoute({
        method: "POST",
        path: `${QUESTION}/${act}`,
        summary:
          act === "archive" ? "Takes it off the list; interviews keep it" : "Takes it back on the list",
        reply: QuestionDetail,
        async handle({ asker, request }) {
          await editing.archive(authorOf(asker), of(request), act === "archive")
          return told(asker, request, act === "archive" ? "question.archived" : "question.restored")
        },
      }),
    ),
    teamRoute({
      method: "DELETE",
      path: QUESTION,
      summary: "Deletes a question that was never published",
      async handle({ asker, request }) {
        const { title, id } = await detailOf(asker, request)
        await editing.discard(authorOf(asker), id)
        await audit(asker, { action: "question.deleted", target: title, detail: { id }, ...from(request) })
        return {}
      },
    }),
  ]
}
