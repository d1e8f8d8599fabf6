import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import type { HealthReply } from "../../protocol/settings.ts"
import { ConsolePage, Section } from "../console/ConsolePage.tsx"
import { KeyValues } from "../ui/figures.tsx"
import { bytes, count } from "../ui/format.ts"
import { ErrorState, Loading } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"
import { TABS } from "./SettingsPage.tsx"
import { fetchHealth } from "./api.ts"

const LOOK_AGAIN_MS = 5_000
/** Above these somebody should look. */
const SLOW = { databaseMs: 50, loopMs: 100, pendingEvents: 1_000 } as const

/** How the installation is: looked at again and again while the page is open. */
export function HealthPage() {
  const health = useQuery({ queryKey: ["health"], queryFn: fetchHealth, refetchInterval: LOOK_AGAIN_MS })
  return (
    <ConsolePage
      title="Settings"
      about="How the installation is. Looked at anew every five seconds."
      tabs={TABS}
    >
      {health.data ? (
        <Parts {...health.data} />
      ) : health.error ? (
        <ErrorState error={health.error} retry={health.refetch} />
      ) : (
        <Loading text="Looking at the installation" />
      )}
    </ConsolePage>
  )
}

function Parts({ version, upSince, nodes, sandboxes, queue, database, model, process }: HealthReply) {
  const databaseOk = database.answerMs < SLOW.databaseMs && database.pending < SLOW.pendingEvents
  const asked = model.steps > 0 || model.failures.length > 0
  const failed = queue.reduce((sum, one) => sum + one.failed, 0)
  return (
    <div className="grid grid-cols-2 items-start gap-x-4 max-wide:grid-cols-1">
      <Part
        title="Server"
        ok={process.eventLoopMs < SLOW.loopMs}
        well="Answers at once"
        ill="Is slow to answer"
      >
        <KeyValues
          items={[
            ["Version", version],
            ["Up since", <Ago key="up" at={upSince} />],
            ["Servers alive", nodes],
            ["Memory", bytes(process.memoryBytes)],
            ["Held up, at worst", `${Math.round(process.eventLoopMs)} ms`],
          ]}
        />
      </Part>
      <Part title="Database" ok={databaseOk} well="Keeps up" ill="Falls behind">
        <KeyValues
          items={[
            ["PostgreSQL", database.version],
            ["Size", bytes(database.bytes)],
            ["Answers within", `${database.answerMs.toFixed(1)} ms`],
            ["Not yet stored", count(database.pending, "event")],
          ]}
        />
      </Part>
      <Part title="Sandboxes" ok={sandboxes.ok} well="Can run code" ill="Cannot run code">
        <KeyValues items={[["Running", sandboxes.running]]} />
        {sandboxes.problems.map((problem) => (
          <p key={problem} className="mt-2 text-13 whitespace-pre-line">
            {problem}
          </p>
        ))}
      </Part>
      <Part title="Queue" ok={failed === 0} well="Works things off" ill="Has given up on some">
        <table className="w-full text-13">
          <thead>
            <tr className="text-left text-12 text-ink-3">
              <th className="font-normal">Job</th>
              <th className="text-right font-normal">Waiting</th>
              <th className="text-right font-normal">Later</th>
              <th className="text-right font-normal">Under way</th>
              <th className="text-right font-normal">Given up</th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {queue.map(({ name, waiting, later, active, failed }) => (
              <tr key={name}>
                <td>{name}</td>
                <td className="text-right">{waiting}</td>
                <td className="text-right">{later}</td>
                <td className="text-right">{active}</td>
                <td className="text-right">{failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part
        title="Model, last seven days"
        ok={asked ? model.failures.length === 0 : null}
        well="Answers"
        ill="Has failed"
        unknown="Not asked yet"
      >
        <KeyValues
          items={[
            ["Model", model.name],
            ["Asked", count(model.steps, "time")],
            ["Read", `${model.inputTokens.toLocaleString()} tokens`],
            ["Written", `${model.outputTokens.toLocaleString()} tokens`],
            [
              "Cost",
              model.microDollars === null ? "price not known" : `$${(model.microDollars / 1e6).toFixed(2)}`,
            ],
          ]}
        />
        {model.failures.length > 0 && (
          <ul className="mt-3 flex flex-col gap-2 text-13">
            {model.failures.map(({ code, count: times, last, message }) => (
              <li key={code}>
                <span className="font-medium">{code}</span>, {count(times, "time")}, last <Ago at={last} />
                <span className="block text-12 text-ink-2">{message}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  )
}

function Part({
  title,
  ok,
  well,
  ill,
  unknown = "",
  children,
}: {
  title: string
  /** Null while it cannot be told. */
  ok: boolean | null
  well: string
  ill: string
  unknown?: string
  children: ReactNode
}) {
  return (
    <Section
      title={title}
      actions={
        ok === null ? (
          <Status tone="quiet">{unknown}</Status>
        ) : (
          <Status tone={ok ? "good" : "warn"}>{ok ? well : ill}</Status>
        )
      }
    >
      {children}
    </Section>
  )
}
