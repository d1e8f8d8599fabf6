/** A whole server for tests, every part real, in a temporary data folder; and windows that talk to it. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { WebSocket } from "ws"
import { z } from "zod"
import { AssistancePolicy } from "../../src/protocol/assistance.ts"
import { systemClock } from "../../src/server/clock.ts"
import { compose } from "../../src/server/compose.ts"
import type { Composed } from "../../src/server/compose.ts"
import type { ModelSettings } from "../../src/server/agent/model/source.ts"
import { findInstallation } from "../../src/server/installation.ts"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"
import { readLibrary } from "../../src/server/questions/library.ts"
import { createSession } from "../../src/server/sessions.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { Role } from "../../src/protocol/messages.ts"
import type { Socket } from "../../src/web/live/connection.ts"
import { createLiveSession } from "../../src/web/live/live-session.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import type { OfflineStore } from "../../src/web/live/offline.ts"
import type { ViewState } from "../../src/web/live/session-view.ts"

export interface TestServer extends Composed {
  readonly dataFolder: string
  readonly problems: string[]
  createInterview(options?: {
    questions?: string[]
    minutes?: number
    watchersVisible?: boolean
    assistance?: z.input<typeof AssistancePolicy>
    /** The team it is of. */
    organization?: string
  }): Promise<CreatedSession>
  /** Stops it and starts another on the same data. */
  restarted(): Promise<TestServer>
  /** Stops it, ends its sandboxes and removes its data. */
  remove(): Promise<void>
}

export async function startTestServer(
  options: { dataFolder?: string; port?: number; databaseUrl?: string; model?: ModelSettings } = {},
): Promise<TestServer> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), "ilm-")))
  const problems: string[] = []
  const config = {
    port: options.port ?? 0,
    host: "127.0.0.1",
    dataFolder,
    databaseUrl: options.databaseUrl ?? null,
    publicUrl: null,
    logLevel: "warn" as const,
    secret: null,
    proxies: [],
    webhooksInside: true,
    model: options.model ?? { kind: "coach" as const },
  }
  const server = await compose(config, (message) => problems.push(message))
  const { questions: folder, sandbox } = await findInstallation()
  const library = (await readLibrary(folder)).flatMap((reading) => (reading.ok ? [reading.stored] : []))
  return {
    ...server,
    dataFolder,
    problems,
    createInterview({
      questions = ["shared-tab"],
      minutes = 60,
      watchersVisible = true,
      assistance,
      organization,
    } = {}) {
      const chosen = questions.flatMap((id) => library.filter(({ question }) => question.manifest.id === id))
      const common = { title: "Test", candidate: "Ada", consentText: "All of it.", watchersVisible }
      return createSession(
        { ...server, clock: systemClock },
        {
          ...common,
          minutes,
          questions: chosen,
          ...(organization !== undefined && { organization }),
          ...(assistance && { assistance: AssistancePolicy.parse(assistance) }),
        },
      )
    },
    async restarted() {
      await server.close()
      return startTestServer({ ...options, dataFolder, port: Number(new URL(server.url).port) })
    },
    async remove() {
      await server.close()
      const engine = await createLocalEngine({ root: join(dataFolder, "sandboxes"), ...sandbox })
      for await (const { id } of engine.list()) await (await engine.attach(id))?.destroy()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export const tokenOf = (link: string): string => link.slice(link.lastIndexOf("/") + 1)

function linked({ links }: CreatedSession, role: Role): string {
  if (role === "viewer") throw new Error("An interview is made without a link for viewers: name a token")
  return tokenOf(links[role])
}

/** A window on an interview, as the page has it. */
export function openWindow(
  server: Pick<TestServer, "url">,
  created: CreatedSession,
  options: {
    role?: Role
    /** Of another link than the interview was made with. */
    token?: string
    offline?: OfflineStore
    client?: string
    /** Gets every message and frame the window is sent, as it came. */
    onBytes?: (bytes: Buffer) => void
  } = {},
): LiveSession {
  const { role = "candidate", token = linked(created, role), onBytes, ...rest } = options
  const address = `${server.url.replace("http", "ws")}/api/interview/${created.id}/socket?role=${role}`
  const headers = { authorization: `Bearer ${token}` }
  return createLiveSession({
    session: created.id,
    role,
    ...rest,
    open() {
      const socket = new WebSocket(address, { headers })
      if (onBytes) socket.on("message", (data: Buffer | ArrayBuffer) => onBytes(Buffer.from(data as Buffer)))
      // To the client it is a page's socket, from which its type differs in what is not used.
      return z.custom<Socket>().parse(socket)
    },
  })
}

/** Resolves when the window's state is as asked; rejects with what it is after ten seconds. */
export function until(
  view: LiveSession,
  holds: (state: ViewState) => boolean,
  what = "the state",
): Promise<ViewState> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const state = view.getState()
      if (!holds(state)) return
      clearTimeout(timer)
      stop()
      resolve(state)
    }
    const stop = view.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      const { connection, workspace, session } = view.getState()
      reject(
        new Error(
          `Waited for ${what}; it is ${JSON.stringify({ connection, workspace, phase: session?.phase })}`,
        ),
      )
    }, 10_000)
    look()
  })
}

/** Opens a window, consents, starts, and waits until the workspace is ready. */
export async function begin(
  server: TestServer,
  created: CreatedSession,
  options: Parameters<typeof openWindow>[2] = {},
): Promise<LiveSession> {
  const view = openWindow(server, created, options)
  const { session } = await until(view, ({ session }) => session !== null, "the welcome")
  await view.command({ type: "consent", digest: session!.consent.digest })
  await view.command({ type: "start" })
  await until(view, ({ workspace }) => workspace.status === "ready", "the workspace")
  return view
}

export async function request(
  server: Pick<TestServer, "url">,
  created: CreatedSession,
  path: string,
  init: RequestInit & { role?: Role; token?: string } = {},
): Promise<Response> {
  const { role = "candidate", token = linked(created, role), headers, ...rest } = init
  const authorization = `Bearer ${token}`
  const url = `${server.url}/api/interview/${created.id}${path}`
  return fetch(url, { ...rest, headers: { authorization, ...Object.fromEntries(new Headers(headers)) } })
}
