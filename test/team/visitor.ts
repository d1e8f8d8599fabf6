/** Somebody at a browser: keeps the cookies they are given, and asks as a page of this site does. */
import { z } from "zod"
import type { TestServer } from "../support/server.ts"

export interface Answer {
  status: number
  body: unknown
  /** Of a refusal; null for none. */
  code: string | null
  /** As they came, with their attributes. */
  cookies: string[]
  headers: Headers
}

export interface Visitor {
  /** As a request carries them. */
  cookie(): string
  keep(cookie: string): void
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, options?: { origin?: string; method?: string }): Promise<Answer>
}

const Coded = z.looseObject({ code: z.string() })
let visitors = 0

/** Each from an address of their own, unless it is named: how often one may try is limited by it. */
export function visitor(server: Pick<TestServer, "url">, address?: string): Visitor {
  visitors += 1
  const from = address ?? `198.19.${visitors >> 8}.${visitors & 255}`
  const jar = new Map<string, string>()

  function keep(cookie: string): void {
    const [pair = ""] = cookie.split(";")
    const name = pair.slice(0, pair.indexOf("="))
    if (/max-age=0/i.test(cookie)) jar.delete(name)
    else jar.set(name, pair.slice(name.length + 1))
  }
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ")

  async function ask(
    path: string,
    init: Omit<RequestInit, "headers"> & { headers: Record<string, string> },
  ): Promise<Answer> {
    const headers = { cookie: cookie(), "x-forwarded-for": from, ...init.headers }
    const answer = await fetch(server.url + path, { redirect: "manual", ...init, headers })
    const text = await answer.text()
    const body: unknown = answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text
    const cookies = answer.headers.getSetCookie()
    cookies.forEach(keep)
    const code = answer.ok ? null : (Coded.safeParse(body).data?.code ?? null)
    return { status: answer.status, body, code, cookies, headers: answer.headers }
  }

  return {
    cookie,
    keep,
    get: (path) => ask(path, { headers: {} }),
    post: (path, body = {}, { origin = server.url, method = "POST" } = {}) =>
      ask(path, {
        method,
        headers: { origin, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  }
}
