/** The team's side of the HTTP API: JSON there and back. */
import { z } from "zod"
import { Me } from "../../protocol/team.ts"
import { request } from "../workspace/api.ts"

/** Reads. Rejects with `ProblemError`. */
export function get<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  return request(path, {}, shape)
}

/** Changes something; `body` goes as JSON. Rejects with `ProblemError`. */
export function send<T = unknown>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  shape?: z.ZodType<T>,
): Promise<T>
export function send(
  method: string,
  path: string,
  body?: unknown,
  shape: z.ZodType = z.unknown(),
): Promise<unknown> {
  const json = body !== undefined && {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }
  return request(path, { method, ...json }, shape)
}

export const fetchMe = () => get("/api/me", Me)
export const signOut = () => send("POST", "/api/auth/sign-out", {})
export const enterTeam = (organizationId: string) =>
  send("POST", "/api/auth/organization/set-active", { organizationId })
