/** The HTTP side: the API, the links, the pages, and one shape for everything that goes wrong. */
import fastifyStatic from "@fastify/static"
import Fastify from "fastify"
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify"
import { isWellFormed } from "../../core/well-formed.ts"
import { AppError, ERRORS, problem } from "../../protocol/errors.ts"
import type { ErrorCode } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Assessments } from "../assessments/assessments.ts"
import type { Invitations } from "../assessments/invitations.ts"
import type { Opening } from "../assessments/opening.ts"
import type { Clock } from "../clock.ts"
import type { Retention } from "../retention/retention.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Registry } from "../room/registry.ts"
import type { Accounts } from "../accounts/accounts.ts"
import type { Audit } from "../accounts/audit.ts"
import type { Keys } from "../accounts/keys.ts"
import type { Members } from "../accounts/members.ts"
import type { TeamInvitations } from "../accounts/team-invitations.ts"
import type { Mailer } from "../mail/mailer.ts"
import { needOf } from "../permissions.ts"
import type { Webhooks } from "../webhooks/webhooks.ts"
import type { Store } from "../store/store.ts"
import type { Access } from "./access.ts"
import { settleAddress } from "./address.ts"
import type { IsProxy } from "./address.ts"
import { admit } from "./admission.ts"
import { createTrace } from "../accounts/trace.ts"
import { authRoutes } from "./auth-bridge.ts"
import { actRoutes } from "./routes/acts.ts"
import { agentRoutes } from "./routes/agent.ts"
import { createEntrance } from "./entrance.ts"
import type { Guesses } from "./guesses.ts"
import { accountRoutes } from "./routes/account.ts"
import { teamRoutes } from "./routes/team.ts"
import { assessmentRoutes } from "./routes/assessments.ts"
import { fileRoutes } from "./routes/files.ts"
import { invitationRoutes } from "./routes/invitations.ts"
import { interviewRoutes } from "./routes/interviews.ts"
import { joinRoutes } from "./routes/join.ts"
import { openApi } from "./openapi.ts"
import { sameOrigin } from "./origin.ts"
import { createPace, createTeamPace } from "./pace.ts"
import { TooFast } from "./too-fast.ts"
import { draftRoutes } from "./routes/question-drafts.ts"
import { questionRoutes } from "./routes/questions.ts"
import type { QuestionRouteParts } from "./routes/questions.ts"
import { recordRoutes } from "./routes/records.ts"
import type { RecordParts } from "./routes/records.ts"
import { installationRoutes } from "./routes/installation.ts"
import type { InstallationParts } from "./routes/installation.ts"
import { stateRoutes } from "./routes/state.ts"
import { terminalRoutes } from "./routes/terminals.ts"
import { testRoutes } from "./routes/tests.ts"
import { webhookRoutes } from "./routes/webhooks.ts"
import { watchRoutes } from "./routes/watch.ts"
import { wallRoutes } from "./routes/wall.ts"
import type { Walls } from "../wall/walls.ts"

interface AppParts extends RecordParts, QuestionRouteParts, InstallationParts {
  store: Store
  access: Access
  accounts: Accounts
  members: Members
  teamInvitations: TeamInvitations
  keys: Keys
  webhooks: Webhooks
  audit: Audit
  guesses: Guesses
  assessments: Assessments
  retention: Retention
  invitations: Invitations
  opening: Opening
  mail: Mailer
  /** Where people reach this server, once it listens. */
  origin(): string
  registry: Registry
  walls: Walls
  questions: QuestionSource
  clock: Clock
  /** How people reach this server; null means its own address. */
  publicUrl: string | null
  isProxy: IsProxy
  /** Folder of the built pages. */
  web: string
  version: string
  /** Are the store and the sandbox engine able to work? Throws or answers what is wrong. */
  ready(): Promise<string[]>
  onProblem(problem: unknown): void
}

const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
} as const

export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: LIMITS.http.bodyBytes,
    forceCloseConnections: true,
    trustProxy: parts.isProxy,
  })
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook("onRequest", async (request, reply) => {
    settleAddress(request.raw, parts.isProxy)
    void reply.headers(SECURITY_HEADERS)
    if (request.method !== "GET" && request.method !== "HEAD") sameOrigin(request, parts.publicUrl)
    if (request.url.startsWith("/api/")) void reply.header("cache-control", "no-store")
  })
  app.addHook("preValidation", async ({ body }) => {
    if (!Buffer.isBuffer(body) && !isWellFormed(body))
      throw new AppError("bad-request", "A text holds half a character.")
  })
  app.setErrorHandler<FastifyError>((failure, _request, reply) =>
    sendProblem(reply, failure, parts.onProblem),
  )

  const entrance = createEntrance(parts.access, parts.registry, createPace(parts.clock))
  const routes = [
    ...interviewRoutes(entrance, parts),
    ...fileRoutes(entrance),
    ...terminalRoutes(entrance, parts),
    ...testRoutes(entrance, parts.store),
    ...recordRoutes(entrance, parts),
    ...watchRoutes(entrance, parts),
    ...actRoutes(entrance),
    ...agentRoutes(entrance, parts),
    ...wallRoutes(parts),
    ...accountRoutes(parts),
    ...assessmentRoutes(parts),
    ...invitationRoutes(parts),
    ...webhookRoutes(parts),
    ...installationRoutes(parts),
    ...questionRoutes(parts),
    ...draftRoutes(parts),
    ...teamRoutes({ ...parts, log: parts.store.accounts.audit }),
  ]
  const apart = [
    ...joinRoutes(parts),
    ...authRoutes({ ...parts, trace: createTrace(parts.accounts, parts.audit) }),
    ...stateRoutes(parts, openApi(routes, parts.version)),
  ]
  const pace = createTeamPace(parts.clock)
  for (const { method, path, handler } of [...routes, ...apart]) {
    const need = needOf(`${method} ${path}`)
    app.route({
      method,
      url: path,
      async handler(request, reply) {
        const principal = await admit(parts, request.raw, need)
        if (principal) pace(principal)
        return handler(request, reply, principal)
      },
    })
  }
  await servePages(app, parts.web)
  return app
}

async function servePages(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    wildcard: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.includes("/assets/")
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache")
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === "GET" && !request.url.startsWith("/api/")
    return page
      ? reply.sendFile("index.html")
      : sendProblem(reply, new AppError("not-found"), () => undefined)
  })
}

const BY_STATUS: Record<number, ErrorCode> = {
  400: "bad-request",
  404: "not-found",
  413: "too-large",
  415: "bad-request",
}

function sendProblem(
  reply: FastifyReply,
  failure: FastifyError | AppError,
  onProblem: (problem: unknown) => void,
): FastifyReply {
  let told = problem("internal")
  if (failure instanceof AppError) told = failure.toProblem()
  else if (failure.statusCode && failure.statusCode < 500)
    told = problem(BY_STATUS[failure.statusCode] ?? "bad-request", failure.message)
  else onProblem(failure)
  if (failure instanceof TooFast) void reply.header("retry-after", failure.retryAfterSeconds)
  return reply.status(ERRORS[told.code][0]).type("application/problem+json").send(told)
}
