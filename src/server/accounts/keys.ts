/** The keys that a team's programs use. */
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { TeamRole } from "../../protocol/team.ts"
import type { ApiKey } from "../../protocol/team.ts"
import type { Accounts } from "./accounts.ts"
import { cookieOf } from "./asking.ts"
import type { Asking } from "./asking.ts"

export interface Keys {
  list(asking: Asking): Promise<ApiKey[]>
  /** The key itself is in the answer and nowhere else. Throws `AppError` too-many. */
  create(
    asking: Asking,
    wanted: { name: string; role: TeamRole; days: number | null },
  ): Promise<ApiKey & { key: string }>
  /** Answers the key that is good no more. Throws `AppError` not-found. */
  revoke(asking: Asking, key: string): Promise<ApiKey>
}

const DAY_SECONDS = 86_400

export function createKeys(accounts: Accounts): Keys {
  const api = () => accounts.auth().api

  async function list(asking: Asking): Promise<ApiKey[]> {
    const query = { organizationId: asking.team.id, limit: LIMITS.accounts.keys }
    const { apiKeys } = await api().listApiKeys({ query, headers: cookieOf(asking) })
    return apiKeys.map(shownKey).toSorted((a, b) => b.at - a.at)
  }

  return {
    list,

    async create(asking, { name, role, days }) {
      if ((await list(asking)).length >= LIMITS.accounts.keys)
        throw new AppError("too-many", `A team has at most ${LIMITS.accounts.keys} keys.`)
      const expiresIn = days === null ? null : days * DAY_SECONDS
      const { team, user } = asking
      const body = { organizationId: team.id, userId: user.id, name, metadata: { role }, expiresIn }
      const made = await api().createApiKey({ body })
      return { ...shownKey(made), key: made.key }
    },

    async revoke(asking, id) {
      const found = (await list(asking)).find((key) => key.id === id)
      if (!found) throw new AppError("not-found")
      await api().deleteApiKey({ body: { keyId: id }, headers: cookieOf(asking) })
      return found
    },
  }
}

interface StoredKey {
  id: string
  name: string | null
  start: string | null
  createdAt: Date
  expiresAt: Date | null
  lastRequest: Date | null
  metadata?: Record<string, unknown> | null
}

function shownKey({ id, name, start, createdAt, expiresAt, lastRequest, metadata }: StoredKey): ApiKey {
  return {
    id,
    name: name ?? "",
    start: start ?? "",
    role: TeamRole.catch("viewer").parse(metadata?.["role"]),
    at: createdAt.getTime(),
    expiresAt: expiresAt?.getTime() ?? null,
    usedAt: lastRequest?.getTime() ?? null,
  }
}
