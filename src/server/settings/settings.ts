/** What is set on the pages of the installation, at hand without asking the database each time. */
import { z } from "zod"
import { AppError } from "../../protocol/errors.ts"
import { CHOICES, ModelChoice, needsKey } from "../../protocol/settings.ts"
import type { Choice, Topic } from "../../protocol/settings.ts"
import type { SsoProvider } from "../accounts/better-auth.ts"
import type { ModelSettings } from "../agent/model/source.ts"
import type { Clock } from "../clock.ts"
import type { Secrets } from "../secrets.ts"
import type { SettingsStore } from "./store.ts"

export type Chosen = { [T in Topic]: Choice<T> | null }

export interface Settings {
  /** As it was set; null for what was not. Holds keys. */
  readonly chosen: Chosen
  /**
   * Another server's change is seen within seconds. A key that is left out stays as it was. Throws `AppError`
   * bad-request for a model that answers nobody without one.
   */
  set<T extends Topic>(topic: T, choice: Choice<T>): Promise<void>
  close(): void
}

const PURPOSE = "settings"
/** How often what another server may have set is looked for. */
const LOOK_MS = 15_000

interface Parts {
  store: SettingsStore
  secrets: Secrets
  clock: Clock
  onProblem(problem: unknown): void
}

export async function loadSettings({ store, secrets, clock, onProblem }: Parts): Promise<Settings> {
  let closed = false
  /** How often something was set here: what was read before that is old. */
  let changes = 0
  let stop = (): void => undefined
  let chosen = await read()
  lookAgain()

  async function read(): Promise<Chosen> {
    const kept = await store.all()
    const of = <T extends Topic>(topic: T): Choice<T> | null => {
      const sealed = kept.get(topic)
      if (sealed === undefined) return null
      try {
        const parsed = CHOICES[topic].safeParse(JSON.parse(secrets.open(PURPOSE, sealed)))
        // The schema of a topic gives that topic's choice; the compiler does not follow it through the table.
        return parsed.success ? (parsed.data as Choice<T>) : null
      } catch (problem) {
        onProblem(
          new Error(`The setting ${topic} was sealed with another secret: set it anew`, { cause: problem }),
        )
        return null
      }
    }
    return { model: of("model"), mail: of("mail"), sso: of("sso"), retention: of("retention") }
  }

  function lookAgain(): void {
    stop = clock.after(LOOK_MS, () => {
      const before = changes
      read()
        .then((now) => {
          if (changes === before) chosen = now
        }, onProblem)
        .finally(() => {
          if (!closed) lookAgain()
        })
        .catch(onProblem)
    })
  }

  return {
    get chosen() {
      return chosen
    },
    async set(topic, choice) {
      const whole = withKeys(Fields.parse(chosen[topic]), Fields.parse(choice))
      if (topic === "model") mustHaveKey(ModelChoice.parse(whole))
      await store.set(topic, secrets.seal(PURPOSE, JSON.stringify(whole)), clock.now())
      changes += 1
      chosen = await read()
    },
    close() {
      closed = true
      stop()
    },
  }
}

const KEYS = ["apiKey", "password", "clientSecret"] as const

const Fields = z.record(z.string(), z.unknown()).nullable()
type Fields = z.infer<typeof Fields>

/** The choice with the keys it leaves out, as they were, unless they would go to another address than before. */
function withKeys(before: Fields, choice: Fields): Fields {
  if (!before || !choice || addressOf(before) !== addressOf(choice)) return choice
  const kept = KEYS.filter((key) => choice[key] === undefined && before[key] !== undefined)
  return { ...choice, ...Object.fromEntries(kept.map((key) => [key, before[key]])) }
}

/** The names of what differs, of keys too, without what they hold. */
export function changedFields(before: object | null, after: object | null): string[] {
  const [was, is] = [Fields.parse(before) ?? {}, Fields.parse(after) ?? {}]
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...names].filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
}

function mustHaveKey(model: ModelChoice): void {
  if (model.kind === "coach" || !needsKey(model.baseUrl) || (model.apiKey ?? "") !== "") return
  throw new AppError(
    "bad-request",
    "apiKey: Anthropic answers nobody without a key. Make one at console.anthropic.com, and paste it here.",
  )
}

/** Where a key is sent. */
function addressOf({ kind, baseUrl, host, issuer }: NonNullable<Fields>): string {
  return JSON.stringify([kind, baseUrl, host, issuer])
}

/** The model of interviews: the environment's where it names one, else the one that is set, else the coach. */
export function modelOf(chosen: Chosen, environment: ModelSettings): ModelSettings {
  if (environment.kind !== "coach" || chosen.model === null || chosen.model.kind === "coach")
    return environment
  const { kind, apiKey = "", baseUrl, model, outputTokens } = chosen.model
  return { kind, apiKey: apiKey === "" ? null : apiKey, baseUrl, model, outputTokens }
}

export function ssoOf({ sso }: Chosen): SsoProvider | null {
  if (!sso) return null
  const { name, issuer, clientId, clientSecret = "", domains, role } = sso
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`
  return { name, discoveryUrl, clientId, clientSecret, domains, role }
}
