/** The HTTP side of an interview: what is fetched once, and files as whole bytes. */
import { z } from "zod"
import { problem, Problem } from "../../protocol/errors.ts"
import { InitializeReply, QuestionReply } from "../../protocol/http.ts"
import type { Role } from "../../protocol/messages.ts"
import { ProblemError } from "../live/session-view.ts"

export function address(
  session: string,
  route: string,
  role: Role,
  query: Record<string, string> = {},
): string {
  const params = new URLSearchParams({ ...query, role })
  return `/api/interview/${encodeURIComponent(session)}/${route}?${params}`
}

/** Rejects with `ProblemError`, whatever went wrong on the way. */
export async function request<T>(url: string, init: RequestInit, shape: z.ZodType<T>): Promise<T> {
  const response = await fetch(url, init).catch(() => null)
  if (!response)
    throw new ProblemError(problem("internal", "The server cannot be reached. Check your network."))
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return shape.parse(body)
  const parsed = Problem.safeParse(body)
  const seconds = Number(response.headers.get("retry-after"))
  throw new ProblemError(
    parsed.success ? parsed.data : problem("internal"),
    seconds > 0 ? seconds * 1_000 : null,
  )
}

export function initialize(session: string, role: Role): Promise<InitializeReply> {
  return request(address(session, "initialize", role), { method: "POST" }, InitializeReply)
}

export function fetchQuestion(session: string, role: Role): Promise<QuestionReply> {
  return request(address(session, "question", role), {}, QuestionReply)
}

export async function upload(session: string, role: Role, path: string, file: Blob): Promise<void> {
  const headers = { "content-type": "application/octet-stream" }
  await request(
    address(session, "files", role, { path }),
    { method: "PUT", headers, body: file },
    z.unknown(),
  )
}

export function downloadAddress(session: string, role: Role, path: string): string {
  return address(session, "files", role, { path, download: "1" })
}

export function archiveAddress(session: string, role: Role): string {
  return address(session, "archive", role)
}

/** The latest test run as a file; the run must have finished. */
export function reportAddress(session: string, role: Role, format: "junit" | "ctrf"): string {
  return address(session, "test-report", role, { format })
}
