/** A team on a test server: its people signed in, each with a `fetch` of their own. */
import type { z } from "zod"
import { AppError } from "../../src/protocol/errors.ts"
import { Problem } from "../../src/protocol/errors.ts"
import type { TeamRole } from "../../src/protocol/team.ts"
import type { TestServer } from "./server.ts"

export interface Teammate {
  readonly name: string
  readonly email: string
  readonly password: string
  /** The cookie that signs them in. */
  readonly cookie: string
  /** As a page of this site would ask; a body is sent as JSON. Does not follow redirects. */
  fetch(
    path: string,
    init?: { method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>
  /** The same, with the answer parsed; rejects with `AppError` for a refusal. */
  ask<Value>(
    schema: z.ZodType<Value>,
    path: string,
    init?: { method?: string; body?: unknown },
  ): Promise<Value>
}

export interface TestTeam {
  readonly id: string
  readonly slug: string
  readonly owner: Teammate
  /** Somebody new in the team, signed in. */
  add(role: TeamRole): Promise<Teammate>
}

let teams = 0
let people = 0

/** A new team and its owner, whatever others the server has. */
export async function createTeam(server: Pick<TestServer, "url" | "accounts">): Promise<TestTeam> {
  teams += 1
  const slug = `team-${teams}`
  const owner = await person(server)
  const id = await server.accounts.createTeam(`Team ${teams}`, slug, owner.id)
  return {
    id,
    slug,
    owner: await signedIn(server, owner),
    async add(role) {
      const one = await person(server)
      await server.accounts.auth().api.addMember({ body: { organizationId: id, userId: one.id, role } })
      return signedIn(server, one)
    },
  }
}

async function person({ accounts }: Pick<TestServer, "accounts">) {
  people += 1
  const one = {
    name: `Person ${people}`,
    email: `person-${people}@team.example`,
    password: `a password of ${people}`,
  }
  return { ...one, id: await accounts.createUser(one) }
}

async function signedIn(
  server: Pick<TestServer, "url">,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<Teammate> {
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    // Each from an address of their own: one that signs in too often has to wait.
    headers: { "content-type": "application/json", "x-forwarded-for": `203.0.113.${people % 250}` },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ")

  const ask: Teammate["fetch"] = (path, { method = "GET", body, headers } = {}) =>
    fetch(server.url + path, {
      method,
      redirect: "manual",
      headers: {
        cookie,
        origin: server.url,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  return {
    name,
    email,
    password,
    cookie,
    fetch: ask,
    async ask(schema, path, init) {
      const answer = await ask(path, init)
      const given: unknown = await answer.json()
      if (answer.ok) return schema.parse(given)
      const { code, detail } = Problem.parse(given)
      throw new AppError(code, detail)
    },
  }
}
