import type { ReactNode } from "react"
import type { AgentState } from "../../core/agent/agent.ts"
import { Notice } from "../ui/Notice.tsx"
import { useWorkspace } from "../workspace/workspace.ts"
import { LEVEL_WORDS, levelReason } from "./words.ts"

/** Before anything was said: who answers here, and what it may do. */
export function EmptyChat({ agent }: { agent: AgentState }) {
  const { role } = useWorkspace()
  if (agent.phase.phase === "waiting")
    return (
      <Place title="The agent has not begun yet">
        {role === "candidate"
          ? "You can work meanwhile. It is in this place as soon as it takes part."
          : "Begin it under Interview, with what it should know of this interview."}
      </Place>
    )
  if (role !== "candidate")
    return <Place title="Nothing has been said yet">The conversation appears here as it happens.</Place>
  const { name, allows } = LEVEL_WORDS[agent.level.now]
  const coach = agent.model !== null && !agent.model.languageModel
  return (
    <Place title={coach ? "No language model is connected" : "Ask the agent about your work"}>
      {coach && (
        <p className="mb-2">
          The built-in coach answers here. It reads the open file, runs the tests, quotes what fails and gives
          the next hint of this question. It does not understand free questions.
        </p>
      )}
      <p>
        It works as <strong className="font-medium text-ink">{name}</strong>
        {agent.level.by && `, ${levelReason(agent.level.by, agent.level.reason)}`}. {allows}
      </p>
      {!coach && <p className="mt-2">What is said here is part of the record.</p>}
    </Place>
  )
}

function Place({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Notice small title={title}>
        {children}
      </Notice>
    </div>
  )
}
