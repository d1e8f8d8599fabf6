import CirclePause from "lucide-react/icons/circle-pause"
import Play from "lucide-react/icons/play"
import { useId, useState } from "react"
import type { AgentState } from "../../core/agent/agent.ts"
import { AgentContext } from "../../protocol/assistance.ts"
import type { Command } from "../../protocol/messages.ts"
import { AgentStatus } from "../chat/AgentStatus.tsx"
import { LEVEL_WORDS, LEVELS, usageWords } from "../chat/words.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { count } from "../ui/format.ts"
import { report } from "../ui/toasts.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useView } from "../workspace/view.ts"

/** What an assessor decides about the agent: whether it takes part, how much it may do, when it has to wait. */
export function AgentControls({ agent }: { agent: AgentState }) {
  const view = useView()
  const [asked, setAsked] = useState<"begin" | "end" | null>(null)
  const { phase } = agent.phase
  const send = (command: Command) => void view.command(command).catch(report)
  return (
    <>
      <PaneHeader className="border-t">
        <span>Agent</span>
        <span className="truncate font-normal text-ink-3">{modelName(agent)}</span>
      </PaneHeader>
      <div className="flex flex-col gap-2 px-3 py-2">
        <AgentStatus agent={agent} />
        {phase !== "ended" && phase !== "waiting" && (
          <LevelMenu level={agent.level.now} onLevel={(level) => send({ type: "set-level", level })} />
        )}
        <div className="flex flex-wrap gap-2">
          {phase === "waiting" && (
            <Button look="primary" icon={<Play size={14} aria-hidden />} onClick={() => setAsked("begin")}>
              Begin
            </Button>
          )}
          {phase === "ready" && (
            <Button
              icon={<CirclePause size={14} aria-hidden />}
              title="It says and does nothing until you let it go on"
              onClick={() => send({ type: "pause-agent" })}
            >
              Hold
            </Button>
          )}
          {phase === "held" && (
            <Button
              look="primary"
              icon={<Play size={14} aria-hidden />}
              onClick={() => send({ type: "resume-agent" })}
            >
              Let it go on
            </Button>
          )}
          {phase !== "ended" && phase !== "waiting" && (
            <Button look="danger" className="ml-auto" onClick={() => setAsked("end")}>
              End its part
            </Button>
          )}
        </div>
        {agent.used.turns > 0 && <Used used={agent.used} />}
      </div>
      {asked === "begin" && (
        <BeginDialog
          context={agent.context}
          onCancel={() => setAsked(null)}
          onBegin={(context) => {
            setAsked(null)
            send({ type: "begin-agent", context })
          }}
        />
      )}
      {asked === "end" && (
        <Dialog
          open
          onOpenChange={() => setAsked(null)}
          title="End the agent's part?"
          description="It takes no further part in this interview, and the candidate goes on without it. What it did is kept."
        >
          <div className="mt-2 flex justify-end gap-2">
            <Button onClick={() => setAsked(null)}>Cancel</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsked(null)
                send({ type: "end-agent" })
              }}
            >
              End its part
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

function modelName({ model }: AgentState): string {
  if (!model) return ""
  return model.languageModel ? model.name : "Built-in coach"
}

function LevelMenu({
  level,
  onLevel,
}: {
  level: AgentState["level"]["now"]
  onLevel: (level: AgentState["level"]["now"]) => void
}) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="block text-12 text-ink-2">
        Level
      </label>
      <select
        id={id}
        value={level}
        onChange={({ target }) => {
          const wanted = LEVELS.find((one) => one === target.value)
          if (wanted && wanted !== level) onLevel(wanted)
        }}
        className="mt-1 h-7 w-full rounded-md border border-line-control bg-surface px-2 text-13"
      >
        {LEVELS.map((one) => (
          <option key={one} value={one}>
            {LEVEL_WORDS[one].name}
          </option>
        ))}
      </select>
      <p className="mt-1 text-12 text-ink-3">{LEVEL_WORDS[level].allows}</p>
    </div>
  )
}

function Used({ used }: { used: AgentState["used"] }) {
  return (
    <p className="text-12 text-ink-2 tabular-nums">
      {count(used.turns, "turn")} · {usageWords(used)}
    </p>
  )
}

const FIELDS = [
  ["company", "Company"],
  ["role", "Role"],
  ["seniority", "Seniority"],
  ["expectations", "What is expected"],
  ["houseRules", "House rules"],
] as const

interface BeginProps {
  context: AgentContext
  onCancel: () => void
  onBegin: (context: AgentContext) => void
}

/** What the agent is told of the interview, all of it optional. */
function BeginDialog({ context, onCancel, onBegin }: BeginProps) {
  const [given, setGiven] = useState(context)
  return (
    <Dialog
      open
      onOpenChange={onCancel}
      title="Begin the agent"
      description="It is told this about the interview. The candidate can ask it for it, so write nothing here that they should not read."
    >
      <form
        className="mt-1 flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          const said = Object.entries(given).filter(([, text]) => text?.trim())
          onBegin(AgentContext.parse(Object.fromEntries(said)))
        }}
      >
        {FIELDS.map(([field, label]) => (
          <label key={field} className="block text-12 text-ink-2">
            {label}
            <textarea
              rows={field === "expectations" || field === "houseRules" ? 3 : 1}
              maxLength={4_000}
              value={given[field] ?? ""}
              onChange={({ target }) => setGiven({ ...given, [field]: target.value })}
              className="mt-1 block w-full resize-y rounded-md border border-line-control bg-surface px-2 py-1 text-13 text-ink"
            />
          </label>
        ))}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" look="primary">
            Begin
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
