/**
 * Tells a team's programs what happened in its interviews. What is owed is read from the journal, so that nothing is
 * left out whatever died in between; each is told at least once, with an id to tell a repetition by.
 */
import { randomBytes } from "node:crypto"
import { Webhook as Signature } from "standardwebhooks"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Delivery, NewWebhook, Webhook, WebhookMessage } from "../../protocol/webhooks.ts"
import type { Clock } from "../clock.ts"
import type { Jobs } from "../jobs/jobs.ts"
import type { Secrets } from "../secrets.ts"
import type { Journal } from "../store/store.ts"
import { insideSaid, send } from "./send.ts"
import type { StoredDelivery, StoredWebhook, WebhookStore } from "./store.ts"

export interface Webhooks {
  list(organization: string): Promise<Webhook[]>
  /** The secret is what receivers check signatures with. Throws `AppError` too-many, and as `update` does. */
  create(organization: string, wanted: NewWebhook): Promise<Webhook & { secret: string }>
  /** These throw `AppError` not-found for one that is not that team's; bad-request for an address that is not allowed. */
  update(organization: string, id: string, to: NewWebhook): Promise<Webhook>
  /** Answers where it went. */
  remove(organization: string, id: string): Promise<string>
  secret(organization: string, id: string): Promise<string>
  /** Signs with another secret from here on. */
  newSecret(organization: string, id: string): Promise<{ secret: string; url: string }>
  test(organization: string, id: string): Promise<void>
  deliveries(organization: string, id: string, before?: number): Promise<Delivery[]>
  /** Sends one again now. */
  again(organization: string, webhook: string, delivery: string): Promise<void>
  close(): Promise<void>
}

interface Parts {
  store: WebhookStore
  journal: Journal
  jobs: Jobs
  secrets: Secrets
  clock: Clock
  /** Where people reach this server. */
  origin(): string
  insideAllowed: boolean
  onProblem(problem: unknown): void
}

const PURPOSE = "webhook"
/** What was owed before that, and not told, is told no more. */
const OLDEST_MS = 3 * 86_400_000
/** Looks that far behind the last time it looked: events are stored a little after their own time. */
const OVERLAP_MS = 300_000
const PAGE = 100
/** Seconds until the next attempt, as Standard Webhooks proposes; after the last it has failed. */
export const RETRY_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** A delivery that waits so much longer than it should has lost its job. */
const LOST_MS = 60_000
/** The queue's clock is the database's: a job may come a little early. */
const SLACK_MS = 2_000
/** Longer than any attempt takes. */
const CLAIM_MS = 30_000

export function createWebhooks(parts: Parts): Webhooks {
  const { store, journal, jobs, secrets, clock, onProblem } = parts
  let closed = false
  let since: number | null = null
  let stop = (): void => undefined
  let looking: Promise<void> = Promise.resolve()

  jobs.work("deliver-webhook", ({ delivery }) => deliver(delivery))
  lookAgain()

  function lookAgain(): void {
    stop = clock.after(LIMITS.webhooks.lookMs, () => {
      looking = look()
        .catch(onProblem)
        .finally(() => {
          if (!closed) lookAgain()
        })
    })
  }

  async function look(): Promise<void> {
    if (!(await store.any())) return
    const now = clock.now()
    const owed = await store.owe((since ?? now - OLDEST_MS) - OVERLAP_MS, now)
    since = now
    const lost = await store.overdue(now - LOST_MS)
    for (const delivery of new Set([...owed, ...lost]))
      await jobs.send("deliver-webhook", { delivery }, { key: delivery })
  }

  async function deliver(id: string): Promise<void> {
    const now = clock.now()
    if (!(await store.claim(id, now + SLACK_MS, now + CLAIM_MS))) return
    const found = await store.delivery(id)
    if (!found) return
    const { delivery, webhook } = found
    const message = await messageOf(delivery)
    if (!message || !webhook.enabled) {
      const problem = message ? "The webhook is switched off." : "Its interview has been erased."
      return store.tried(id, { ...delivery, state: "failed", problem, nextAt: null })
    }
    const body = JSON.stringify(message)
    const { status, problem, refused } = await send(
      webhook.url,
      headersOf(webhook, id, now, body),
      body,
      parts,
    )
    const attempts = delivery.attempts + 1
    const wait = problem === null || refused ? undefined : RETRY_SECONDS[attempts - 1]
    const state = problem === null ? "delivered" : wait === undefined ? "failed" : "waiting"
    const nextAt = wait === undefined ? null : now + wait * 1_000
    await store.tried(id, { state, attempts, status, problem, triedAt: now, nextAt })
    if (wait !== undefined)
      await jobs.send("deliver-webhook", { delivery: id }, { key: `${id} ${attempts}`, afterSeconds: wait })
  }

  function headersOf(webhook: StoredWebhook, id: string, now: number, body: string): Record<string, string> {
    const at = new Date(now)
    return {
      "content-type": "application/json",
      "user-agent": "InterviewLM",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now / 1_000)),
      "webhook-signature": new Signature(secrets.open(PURPOSE, webhook.secret)).sign(id, at, body),
    }
  }

  /** Null for an event that is there no more. */
  async function messageOf({ event, interview, seq, at }: StoredDelivery): Promise<WebhookMessage | null> {
    const timestamp = new Date(at).toISOString()
    if (interview === null || seq === null) return { type: "test", timestamp, data: {} }
    for await (const { type, question, data } of journal.read(interview, seq - 1)) {
      const url = `${parts.origin()}/watch/${interview}`
      const told = type === "session.created" ? { title: data.title } : data
      return {
        type: event,
        timestamp,
        data: { interview, seq, url, ...(question !== null && { question }), ...told },
      }
    }
    return null
  }

  async function mustGet(organization: string, id: string): Promise<StoredWebhook> {
    const found = await store.get(organization, id)
    if (!found) throw new AppError("not-found")
    return found
  }

  function mustBeAllowed({ url }: NewWebhook): void {
    const said = parts.insideAllowed ? null : insideSaid(url)
    if (said !== null) throw new AppError("bad-request", `url: ${said}`)
  }

  return {
    list: (organization) => store.list(organization),

    async create(organization, wanted) {
      mustBeAllowed(wanted)
      const { most } = LIMITS.webhooks
      if ((await store.list(organization)).length >= most)
        throw new AppError("too-many", `A team has at most ${most} webhooks.`)
      const secret = newSecret()
      const shown = { id: randomBytes(9).toString("hex"), ...wanted, at: clock.now() }
      await store.create({ ...shown, organization, secret: secrets.seal(PURPOSE, secret) })
      return { ...shown, secret }
    },

    async update(organization, id, to) {
      mustBeAllowed(to)
      const { at, enabled, events } = await mustGet(organization, id)
      const more = (to.enabled && !enabled) || to.events.some((event) => !events.includes(event))
      await store.update(organization, id, to, more ? clock.now() : null)
      return { id, ...to, at }
    },

    async remove(organization, id) {
      const { url } = await mustGet(organization, id)
      await store.remove(organization, id)
      return url
    },

    async secret(organization, id) {
      return secrets.open(PURPOSE, (await mustGet(organization, id)).secret)
    },

    async newSecret(organization, id) {
      const { url } = await mustGet(organization, id)
      const secret = newSecret()
      await store.setSecret(organization, id, secrets.seal(PURPOSE, secret))
      return { secret, url }
    },

    async test(organization, id) {
      await mustGet(organization, id)
      const delivery = `msg_${randomBytes(16).toString("hex")}`
      await store.owe1(id, delivery, clock.now())
      await jobs.send("deliver-webhook", { delivery }, { key: delivery })
    },

    async deliveries(organization, id, before) {
      await mustGet(organization, id)
      return store.deliveries(id, PAGE, before)
    },

    async again(organization, webhook, id) {
      await mustGet(organization, webhook)
      const found = await store.delivery(id)
      if (found?.delivery.webhook !== webhook) throw new AppError("not-found")
      const now = clock.now()
      await store.tried(id, { ...found.delivery, state: "waiting", attempts: 0, nextAt: now })
      await jobs.send("deliver-webhook", { delivery: id }, { key: `${id} again ${now}` })
    },

    async close() {
      closed = true
      stop()
      await looking
    },
  }
}

/** As Standard Webhooks writes one: 24 bytes in base64. */
const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`
