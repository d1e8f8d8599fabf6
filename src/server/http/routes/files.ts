/** The files of the open workspace. */
import { Buffer } from "node:buffer"
import { Readable } from "node:stream"
import { z } from "zod"
import { openQuestion } from "../../../core/session.ts"
import { AppError } from "../../../protocol/errors.ts"
import { FileWrite } from "../../../protocol/http.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import { zipOf } from "../archive.ts"
import { sendDownload } from "../download.ts"
import { As, INTERVIEW } from "../entrance.ts"
import type { Entrance } from "../entrance.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

export function fileRoutes({ inWorkspace, whileRunning }: Entrance): Route[] {
  return [
    route({
      method: "GET",
      path: `${INTERVIEW}/files`,
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
          return sendDownload(
            reply,
            bytes,
            query.path.split("/").at(-1) ?? "file",
            "application/octet-stream",
          )
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
      path: `${INTERVIEW}/files`,
      summary: "Writes a file: JSON as described, or the raw bytes with the path in the query",
      query: As.extend({ path: z.string().optional() }),
      async handle({ request, query, body }) {
        const { guest, workspace, spend } = await whileRunning(request)
        if (Buffer.isBuffer(body)) {
          spend("writtenBytes", body.byteLength)
          if (!query.path) throw new AppError("bad-request", "Name the file in the query: ?path=folder/name.")
          await workspace.upload(guest.actor, query.path, body)
          return { path: query.path, size: body.byteLength }
        }
        const write = FileWrite.safeParse(body)
        if (!write.success) throw new AppError("bad-request", write.error.issues[0]?.message)
        const bytes = Buffer.from(write.data.content, write.data.encoding)
        spend("writtenBytes", bytes.byteLength)
        await workspace.write(guest.actor, write.data.path, bytes)
        return { path: write.data.path, size: bytes.byteLength }
      },
    }),
    route({
      method: "DELETE",
      path: `${INTERVIEW}/files`,
      summary: "Deletes a file or folder",
      query: As.extend({ path: z.string().min(1) }),
      async handle({ request, query }) {
        const { guest, workspace } = await whileRunning(request)
        await workspace.remove(guest.actor, query.path)
        return { path: query.path }
      },
    }),
    route({
      method: "GET",
      path: `${INTERVIEW}/archive`,
      summary: "The workspace as a zip",
      query: As,
      content: "application/zip",
      async handle({ request, reply }) {
        const { workspace, room, spend } = await inWorkspace(request)
        spend("requests", LIMITS.http.wholeReads)
        await workspace.disk.flush()
        const name = `${openQuestion(room.log.told)?.id ?? "workspace"}-${workspace.language}.zip`
        return sendDownload(reply, Readable.from(zipOf(workspace.sandbox.fs)), name, "application/zip")
      },
    }),
  ]
}
