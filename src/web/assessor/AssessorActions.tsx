import CirclePause from "lucide-react/icons/circle-pause"
import Play from "lucide-react/icons/play"
import { useId, useState } from "react"
import type { SessionState } from "../../core/session.ts"
import type { Command } from "../../protocol/messages.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { report } from "../ui/toasts.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useView, useViewState } from "../workspace/view.ts"
import { MINUTES_RULE, parseMinutes } from "./minutes.ts"

const FIELD = "mt-1 h-7 w-full rounded-md border bg-surface px-2 text-13"
const PLAIN = "border-line-control"

const ASKED = {
  pause: {
    title: "Pause the interview?",
    description: "The clock stands still and the candidate sees who paused and why. Their work is kept.",
    act: "Pause",
    reason: "Reason, shown to the candidate",
  },
  extend: {
    title: "Give more time",
    description: "The candidate is told, and their clock shows it at once.",
    act: "Extend",
    reason: "Reason, for the record",
  },
  end: {
    title: "End the interview?",
    description:
      "The candidate's work is submitted as it is, and nothing can be changed after that. This cannot be undone.",
    act: "End the interview",
    reason: "Reason, for the record",
  },
} as const
type Asked = keyof typeof ASKED

/** Pause, go on, extend, end; each asks back where the candidate would feel a slip. */
export function AssessorActions() {
  const view = useView()
  const [asked, setAsked] = useState<Asked | null>(null)
  const standing = useViewState((state) => state.session?.phase ?? null)
  const phase = standing?.phase ?? "ended"
  const send = (command: Command) => void view.command(command).catch(report)
  if (phase === "ended") return null
  return (
    <>
      {standing?.phase === "paused" && <Paused {...standing} />}
      <PaneHeader className="border-t">Actions</PaneHeader>
      <div className="flex flex-wrap gap-2 p-3">
        {phase === "paused" && (
          <Button
            look="primary"
            icon={<Play size={14} aria-hidden />}
            onClick={() => send({ type: "resume" })}
          >
            Go on
          </Button>
        )}
        {phase === "running" && (
          <Button icon={<CirclePause size={14} aria-hidden />} onClick={() => setAsked("pause")}>
            Pause
          </Button>
        )}
        <Button onClick={() => setAsked("extend")}>Extend</Button>
        <Button look="danger" className="ml-auto" onClick={() => setAsked("end")}>
          End
        </Button>
      </div>
      {asked && (
        <AskedDialog
          asked={asked}
          onCancel={() => setAsked(null)}
          onSend={(command) => {
            setAsked(null)
            send(command)
          }}
        />
      )}
    </>
  )
}

/** That nothing goes on, since when and why, so that nobody forgets a candidate who waits. */
function Paused({ since, reason }: Extract<SessionState["phase"], { phase: "paused" }>) {
  return (
    <output className="block border-t border-line bg-warn-soft px-3 py-2 text-warn">
      <span className="block font-medium">
        Paused since{" "}
        <time dateTime={new Date(since).toISOString()} title={fullDate(since)}>
          {timeOfDay(since)}
        </time>
      </span>
      {reason === "" ? "The candidate waits and the clock stands still." : reason}
    </output>
  )
}

interface Props {
  asked: Asked
  onCancel: () => void
  onSend: (command: Command) => void
}

function AskedDialog({ asked, onCancel, onSend }: Props) {
  const words = ASKED[asked]
  const [reason, setReason] = useState("")
  const [minutes, setMinutes] = useState("10")
  const [refused, setRefused] = useState(false)
  const ruleId = useId()

  function send(): void {
    if (asked !== "extend") return onSend({ type: asked, reason })
    const parsed = parseMinutes(minutes)
    setRefused(parsed === null)
    if (parsed !== null) onSend({ type: asked, minutes: parsed, reason })
  }

  return (
    <Dialog open onOpenChange={onCancel} title={words.title} description={words.description}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {asked === "extend" && (
          <div className="mt-2">
            <label className="block text-12 text-ink-2">
              Minutes
              <input
                inputMode="numeric"
                autoComplete="off"
                value={minutes}
                aria-invalid={refused}
                aria-describedby={refused ? ruleId : undefined}
                onChange={(event) => {
                  setMinutes(event.target.value)
                  setRefused(false)
                }}
                className={cx(FIELD, refused ? "border-fail" : PLAIN)}
              />
            </label>
            {refused && (
              <p id={ruleId} role="alert" className="mt-1 text-12 text-fail">
                {MINUTES_RULE}
              </p>
            )}
          </div>
        )}
        <label className="mt-1 block text-12 text-ink-2">
          {words.reason}
          <input
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
            className={cx(FIELD, PLAIN)}
          />
        </label>
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" look={asked === "end" ? "danger" : "primary"}>
            {words.act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
