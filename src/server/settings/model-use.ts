/** What a team's interviews asked of the model lately. */
import { z } from "zod"
import { ModelFault } from "../../protocol/assistance.ts"
import type { HealthReply } from "../../protocol/settings.ts"
import type { Clock } from "../clock.ts"
import type { Store } from "../store/store.ts"

export type ModelUse = Omit<HealthReply["model"], "name">

const LOOK_BACK_MS = 7 * 86_400_000
/** An answer holds so long: pages ask every few seconds. */
const FRESH_MS = 60_000

const usage = (field: string): string => `(e.data::json #>> '{usage,${field}}')::float8`

const STEPS = `select count(*)::float8 as "steps",
    case when count(*) = count(${usage("microDollars")}) then coalesce(sum(${usage("microDollars")}), 0) end
      as "microDollars",
    coalesce(sum(${usage("input")} + ${usage("cacheRead")} + ${usage("cacheWrite")}), 0) as "inputTokens",
    coalesce(sum(${usage("output")}), 0) as "outputTokens"
  from sessions s join events e on e.session = s.id
  where s.organization_id = $1 and s.created_at > $2 and e.type = 'chat.stepped'`

const FAILURES = `select e.data::json ->> 'code' as "code", count(*)::float8 as "count",
    max(e.at)::float8 as "last", (array_agg(e.data::json ->> 'message' order by e.at desc))[1] as "message"
  from sessions s join events e on e.session = s.id
  where s.organization_id = $1 and s.created_at > $2 and e.type = 'chat.failed'
  group by 1 order by 3 desc`

const Steps = z.tuple([
  z.object({
    steps: z.number(),
    microDollars: z.number().nullable(),
    inputTokens: z.number(),
    outputTokens: z.number(),
  }),
])
const Failures = z.array(
  z.object({ code: ModelFault, message: z.string(), count: z.number(), last: z.number() }),
)

/** Of the last seven days, summed by the database; the same answer for a minute. */
export function createModelUse(
  { sql }: Pick<Store, "sql">,
  clock: Clock,
): (team: string) => Promise<ModelUse> {
  const answers = new Map<string, { at: number; answer: Promise<ModelUse> }>()

  async function ask(team: string): Promise<ModelUse> {
    const values = [team, clock.now() - LOOK_BACK_MS]
    const [steps, failures] = await Promise.all([sql(STEPS, values), sql(FAILURES, values)])
    const [told] = Steps.parse(steps.rows)
    return { ...told, failures: Failures.parse(failures.rows) }
  }

  return (team) => {
    const now = clock.now()
    for (const [other, { at }] of answers) if (now - at >= FRESH_MS) answers.delete(other)
    const known = answers.get(team)
    if (known) return known.answer
    const answer = ask(team)
    answers.set(team, { at: now, answer })
    answer.catch(() => answers.delete(team))
    return answer
  }
}
