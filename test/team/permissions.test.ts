/** Walks the whole table of who may do what, with everybody there is. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { WebSocket } from "ws"
import { z } from "zod"
import { Problem, problem } from "../../src/protocol/errors.ts"
import { ClientMessage, Command, PROTOCOL_VERSION } from "../../src/protocol/messages.ts"
import type { Role } from "../../src/protocol/messages.ts"
import { ApiKey, isAtLeast } from "../../src/protocol/team.ts"
import type { TeamRole } from "../../src/protocol/team.ts"
import { COMMANDS, isSeats, MESSAGES, needOf, ROUTES } from "../../src/server/permissions.ts"
import type { Need } from "../../src/server/permissions.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { journalOf } from "../room/moves.ts"
import { startTestServer, tokenOf } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import { exampleOf, examplesOf } from "./example.ts"

/** Somebody, and all that they are here. */
interface Somebody {
  name: string
  headers: Record<string, string>
  /** Signed in, a program with a key, or neither. */
  kind: "person" | "key" | "stranger"
  /** In the team they work in. */
  role: TeamRole | null
  /** In the interview that is asked for. */
  seat: Role | null
  /** Of the team that runs the installation, which is the first. */
  runs: boolean
}

const HERE: Record<TeamRole, Role> = {
  owner: "assessor",
  admin: "assessor",
  assessor: "assessor",
  viewer: "viewer",
}
let server: TestServer
let interview: CreatedSession
let everybody: Somebody[]
/** By route: bodies it takes, one of each kind. */
let bodies: Map<string, readonly unknown[]>

beforeAll(async () => {
  server = await startTestServer()
  const [team, other] = [await createTeam(server), await createTeam(server)]
  interview = await server.createInterview({ organization: team.id, assistance: {} })
  const elsewhere = await server.createInterview({ organization: other.id })
  const link = (path: string) => ({ authorization: `Bearer ${tokenOf(path)}` })
  const key = async (from: typeof team, role: TeamRole) => {
    const body = { name: role, role }
    const made = await from.owner.ask(ApiKey.extend({ key: z.string() }), "/api/team/keys", {
      method: "POST",
      body,
    })
    return { authorization: `Bearer ${made.key}` }
  }
  everybody = [{ name: "nobody", headers: {}, kind: "stranger", role: null, seat: null, runs: false }]
  const add = (name: string, headers: Record<string, string>, rest: Omit<Somebody, "name" | "headers">) =>
    // Each from an address of their own, since wrong guesses of one would keep out all.
    everybody.push({
      name,
      headers: { ...headers, "x-forwarded-for": `198.18.7.${everybody.length}` },
      ...rest,
    })
  for (const role of ["owner", "admin", "assessor", "viewer"] as const) {
    const { cookie } = role === "owner" ? team.owner : await team.add(role)
    add(role, { cookie }, { kind: "person", role, seat: HERE[role], runs: true })
  }
  for (const role of ["admin", "assessor", "viewer"] as const)
    add(`key of ${role}`, await key(team, role), { kind: "key", role, seat: HERE[role], runs: true })
  const { cookie } = other.owner
  add("owner of another team", { cookie }, { kind: "person", role: "owner", seat: null, runs: false })
  add("key of another team", await key(other, "admin"), {
    kind: "key",
    role: "admin",
    seat: null,
    runs: false,
  })
  const stranger = { kind: "stranger", role: null, runs: false } as const
  add("candidate", link(interview.links.candidate), { ...stranger, seat: "candidate" })
  add("guest assessor", link(interview.links.assessor), { ...stranger, seat: "assessor" })
  add("candidate elsewhere", link(elsewhere.links.candidate), { ...stranger, seat: null })
  bodies = await describedBodies()
}, 120_000)

afterAll(() => server.remove())

const Described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        requestBody: z
          .object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })
          .optional(),
        parameters: z.array(
          z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown() }),
        ),
      }),
    ),
  ),
})

const queries = new Map<string, string>()

/** Of each route that the API describes, a body that it takes; what its query needs goes into `queries`. */
async function describedBodies(): Promise<typeof bodies> {
  const { paths } = Described.parse(await (await fetch(`${server.url}/api/openapi.json`)).json())
  const found: typeof bodies = new Map()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { requestBody, parameters }] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`
      const schema = requestBody?.content["application/json"]?.schema
      if (schema) found.set(route, examplesOf(schema))
      const needed = parameters.filter((one) => one.in === "query" && one.required)
      const pairs = needed.map((one) => [one.name, String(exampleOf(one.schema))])
      queries.set(route, new URLSearchParams(pairs).toString())
    }
  return found
}

function mayAsk(who: Somebody, need: Need): boolean {
  if (need === "anyone") return true
  if (isSeats(need)) return who.seat !== null && need.includes(who.seat)
  if (need === "account") return who.kind === "person"
  if (who.role === null) return false
  if (typeof need === "string") return isAtLeast(who.role, need)
  if ("person" in need) return who.kind === "person" && isAtLeast(who.role, need.person)
  return who.runs && isAtLeast(who.role, need.installation)
}

/** Refusals for want of a permission, and of nothing else. */
const WANTING: readonly string[] = ["sign-in-needed", "role-needed", "no-team", "not-signed-in", "forbidden"]

const AnyCommand = z.object({
  type: z.enum(Object.keys(COMMANDS) as [Command["type"], ...Command["type"][]]),
})

/** A body of a kind that their seat may send, where a route takes several. */
function bodyFor({ seat }: Somebody, route: string): unknown {
  const all = bodies.get(route) ?? [{}]
  const own = all.find((body) => {
    const { data: command } = AnyCommand.safeParse(body)
    return command && seat && COMMANDS[command.type].includes(seat)
  })
  return own ?? all[0]
}

/** The code of the refusal, null for none. Reads no more of an answer than that. */
async function ask(who: Somebody, route: string): Promise<string | null> {
  const [method, path = ""] = route.split(" ")
  const filled = path.replace("/interview/:id", `/interview/${interview.id}`).replaceAll(/:\w+/g, "nothing")
  const gone = new AbortController()
  const answer = await fetch(`${server.url}${filled}?${queries.get(route) ?? ""}`, {
    method: method!,
    redirect: "manual",
    signal: gone.signal,
    headers: {
      origin: server.url,
      ...who.headers,
      ...(method !== "GET" && { "content-type": "application/json" }),
    },
    ...(method !== "GET" && { body: JSON.stringify(bodyFor(who, route)) }),
  })
  const refused = answer.headers.get("content-type")?.startsWith("application/problem+json")
  const code = refused ? Problem.parse(await answer.json()).code : null
  gone.abort()
  if (code === "internal") throw new Error(`${who.name}: ${route} failed`)
  return code
}

test("[PERM2] the server has no route that the table does not name", () => {
  expect(() => needOf("GET /api/team/secrets")).toThrow("add it to permissions.ts")
})

const Told = z.looseObject({ type: z.string() })
type Told = z.infer<typeof Told>

/** A socket into the interview; `after` sends and resolves with everything that was told until a ping came back. */
async function connect(who: Somebody, role: Role) {
  const address = `${server.url.replace("http", "ws")}/api/interview/${interview.id}/socket?role=${role}`
  const socket = new WebSocket(address, { headers: who.headers })
  let told: Told[] = []
  let wake = (): void => undefined
  socket.on("message", (data: Buffer, binary) => {
    if (!binary) told.push(Told.parse(JSON.parse(data.toString())))
    wake()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve())
    socket.once("error", reject)
  })
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
  }
  const client = `tester-${who.name.replaceAll(" ", "-")}-socket`
  socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, client, takeOver: true }))
  await until(() => told.some(({ type }) => type === "welcome"))
  let pings = 0
  return {
    close: () => socket.close(),
    async after(message: object): Promise<Told[]> {
      told = []
      pings += 1
      socket.send(JSON.stringify(message))
      const command = "command" in message
      socket.send(JSON.stringify({ type: "ping", clientAt: pings }))
      await until(() => told.some((one) => one["clientAt"] === pings) && (!command || told.some(isReply)))
      return told
    },
  }
}

const isReply = ({ type }: Told): boolean => type === "reply"

/** Each of a union's kinds, as plain as it can be said. */
function examples(schema: z.ZodType): Map<string, unknown> {
  const all = examplesOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }))
  return new Map(all.map((example) => [Told.parse(example).type, example]))
}

const seated = (seat: Role): Somebody[] => everybody.filter((who) => who.seat === seat)

test("[PERM4] a window's messages count for the seats the table names; those of others leave nothing behind", async () => {
  const asked = examples(ClientMessage)
  expect([...asked.keys()].toSorted()).toEqual(Object.keys(MESSAGES).toSorted())
  const wrong: string[] = []
  const before = (await journalOf(server, interview)).length
  for (const who of [seated("viewer")[0]!, seated("assessor")[0]!, seated("candidate")[0]!]) {
    const socket = await connect(who, who.seat!)
    for (const [type, example] of asked) {
      const message = ClientMessage.parse(example)
      if (message.type === "hello" || message.type === "command") continue
      const told = await socket.after(message)
      const allowed = MESSAGES[message.type].includes(who.seat!)
      const forbidden = told.some((one) => JSON.stringify(one).includes(problem("forbidden").type))
      if (forbidden && allowed) wrong.push(`${who.name}: ${type} was refused`)
      if (!forbidden && !allowed && "path" in message) wrong.push(`${who.name}: ${type} was not refused`)
    }
    socket.close()
    if (who.seat === "viewer") {
      const left = (await journalOf(server, interview)).slice(before)
      const cameOrWent = (type: string): boolean => type === "presence.joined" || type === "presence.left"
      expect(left.filter(({ actor, type }) => actor.kind === "viewer" && !cameOrWent(type))).toEqual([])
    }
  }
  expect(wrong).toEqual([])
})

test("[PERM5] who has no seat in an interview gets no socket into it", async () => {
  for (const who of everybody.filter(({ seat }) => seat === null))
    for (const role of ["candidate", "assessor", "viewer"] as const)
      await expect(connect(who, role), `${who.name} as ${role}`).rejects.toThrow(/40[13]/)
})

test(
  "[PERM3] every command is carried out for the seats the table names and no other, whoever sits there",
  { timeout: 120_000 },
  async () => {
    const asked = examples(Command)
    expect([...asked.keys()].toSorted()).toEqual(Object.keys(COMMANDS).toSorted())
    const wrong: string[] = []
    // Who may least comes first: what the others do may end what is asked about.
    for (const who of [...seated("viewer"), ...seated("assessor"), ...seated("candidate")]) {
      const socket = await connect(who, who.seat!)
      let id = 0
      for (const [type, example] of asked) {
        // What each makes is their own: another may not write over it.
        const own = JSON.stringify(example).replaceAll(
          "nothing-at-all",
          `nothing-${everybody.indexOf(who)}-at-all`,
        )
        const command = Command.parse(JSON.parse(own))
        const told = await socket.after({ type: "command", id: ++id, command })
        const { problem: refused } = z
          .looseObject({ problem: z.object({ code: z.string() }).optional() })
          .parse(told.find(isReply))
        if ((refused?.code === "forbidden") === COMMANDS[command.type].includes(who.seat!))
          wrong.push(`${who.name}: ${type} answered ${refused?.code ?? "yes"}`)
      }
      socket.close()
    }
    expect(wrong).toEqual([])
  },
)

/** What ends a sign-in or a membership comes last. */
const LAST = ["POST /api/team/leave", "POST /api/auth/sign-out"]

test(
  "[PERM1] every route lets in whom the table names, and refuses everybody else for that alone",
  { timeout: 240_000 },
  async () => {
    const routes = [...Object.keys(ROUTES).filter((route) => !LAST.includes(route)), ...LAST]
    const wrong: string[] = []
    for (const route of routes) {
      const need = needOf(route)
      // Whoever may not comes first: what others do may end what is asked about.
      const may = (who: Somebody): boolean => mayAsk(who, need)
      for (const some of [everybody.filter((who) => !may(who)), everybody.filter(may)])
        await Promise.all(
          some.map(async (who) => {
            const code = await ask(who, route)
            const refused = code !== null && WANTING.includes(code)
            if (refused === may(who)) wrong.push(`${who.name}: ${route} answered ${code ?? "yes"}`)
          }),
        )
    }
    expect(wrong).toEqual([])
    expect(server.problems.filter((problem) => !problem.includes("is left out"))).toEqual([])
  },
)
