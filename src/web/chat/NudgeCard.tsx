import Lightbulb from "lucide-react/icons/lightbulb"
import { memo } from "react"
import { Button, firstPress } from "../ui/Button.tsx"
import { report } from "../ui/toasts.tsx"
import { focusPane } from "../workspace/panes.ts"
import { useView, useViewState } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { openNudge } from "./rows.ts"
import { nudgeWords } from "./words.ts"

/** Help that is offered, or another level: at the foot of the conversation, until it is answered. Takes no focus. */
export const NudgeCard = memo(function NudgeCard() {
  const view = useView()
  const agent = useViewState(({ session }) => session?.agent)
  const { role, canEdit } = useWorkspace()
  const nudge = useViewState(({ session }) => session && openNudge(session.chat.entries))
  if (!nudge || !agent || agent.phase.phase === "ended") return null
  const { title, text, yes } = nudgeWords(nudge)
  const answer = async (accept: boolean) => {
    focusPane("agent", 0)
    await view.command({ type: "answer-nudge", nudge: nudge.id, accept })
  }
  const mute = async () => {
    await answer(false)
    await view.command({ type: "mute-nudges", muted: true })
  }
  const disabled = !canEdit
  return (
    <section aria-label="Offer of help" className="shrink-0 border-t border-line bg-surface px-3 py-2">
      <p className="flex items-start gap-2 text-13">
        <Lightbulb size={14} aria-hidden className="mt-[3px] shrink-0 text-agent" />
        <span>
          <span className="font-medium">{title}</span>
          <br />
          <span className="text-ink-2">{text}</span>
        </span>
      </p>
      {role === "candidate" ? (
        <div className="mt-1.5 flex flex-wrap gap-1 pl-5.5">
          <Button disabled={disabled} onClick={firstPress(() => void answer(true).catch(report))}>
            {yes}
          </Button>
          <Button
            look="quiet"
            disabled={disabled}
            onClick={firstPress(() => void answer(false).catch(report))}
          >
            Not now
          </Button>
          {agent.policy.mayMute && "offer" in nudge.about && (
            <Button look="quiet" disabled={disabled} onClick={firstPress(() => void mute().catch(report))}>
              Only when I ask
            </Button>
          )}
        </div>
      ) : (
        <p className="mt-1 pl-5.5 text-12 text-ink-3">The candidate has not answered this offer.</p>
      )}
    </section>
  )
})
