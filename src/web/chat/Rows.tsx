import ArrowUpDown from "lucide-react/icons/arrow-up-down"
import ChevronRight from "lucide-react/icons/chevron-right"
import CircleAlert from "lucide-react/icons/circle-alert"
import Lightbulb from "lucide-react/icons/lightbulb"
import RotateCw from "lucide-react/icons/rotate-cw"
import { memo, useState, type ReactNode } from "react"
import type { Attachment, ModelUsage } from "../../protocol/assistance.ts"
import type { LevelEntry, MessageEntry, NudgeEntry, TurnEntry } from "../../protocol/chat.ts"
import { Button, firstPress } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { useNow } from "../ui/hooks.ts"
import { report } from "../ui/toasts.tsx"
import { useOpenQuestion, useView, useViewState } from "../workspace/view.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { Answer } from "./Answer.tsx"
import { whyNoMessage } from "./composing.ts"
import { attachLabel } from "./draft.ts"
import type { Row } from "./rows.ts"
import { ToolCard } from "./ToolCard.tsx"
import { isWaiting, resumable } from "./use-chat.ts"
import { endWords, LEVEL_WORDS, levelReason, nudgeWords, qualityWords, usageWords } from "./words.ts"

/** One row of the conversation; drawn again only when it is another row. */
export const RowView = memo(function RowView({ row }: { row: Row }) {
  switch (row.kind) {
    case "day":
      return (
        <p className="py-3 text-center text-12 text-ink-3">
          {new Date(row.at).toLocaleDateString(undefined, { dateStyle: "full" })}
        </p>
      )
    case "message":
      return <Message entry={row.entry} />
    case "text":
      return (
        <div className="px-3 py-1">
          {row.first && <Speaker name="Agent" at={row.at} className="text-agent" />}
          <Answer text={row.text} />
        </div>
      )
    case "thinking":
      return (
        <div className="px-3 py-0.5">
          {row.first && <Speaker name="Agent" at={row.at} className="text-agent" />}
          <Thinking text={row.text} live={row.live} />
        </div>
      )
    case "tool":
      return (
        <div className="px-3 py-1">
          {row.first && <Speaker name="Agent" at={row.at} className="text-agent" />}
          <ToolCard block={row.block} over={row.over} />
        </div>
      )
    case "continued":
      return <Continued at={row.at} />
    case "end":
      return <TurnEnd turn={row.turn} />
    case "usage":
      return <Usage used={row.used} />
    case "nudge":
      return <PastNudge entry={row.entry} />
    case "level":
      return <Level entry={row.entry} />
  }
})

function Speaker({ name, at, className }: { name: string; at: number; className: string }) {
  return (
    <p className="mt-2 mb-0.5 flex items-baseline gap-2 text-12">
      <span className={cx("font-medium", className)}>{name}</span>
      <Time at={at} />
    </p>
  )
}

function Time({ at }: { at: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={fullDate(at)}
      className="text-12 text-ink-3 tabular-nums"
    >
      {timeOfDay(at)}
    </time>
  )
}

function Message({ entry }: { entry: MessageEntry }) {
  const { role } = useWorkspace()
  const name = useViewState((state) => state.session?.candidate.name ?? "Candidate")
  const waits = useViewState(({ session }) => session !== null && isWaiting(session.chat, entry))
  return (
    <div className="px-3 pt-2 pb-1">
      <div className="rounded-md border-l-2 border-candidate bg-surface px-2.5 py-1.5">
        <p className="flex items-baseline gap-2 text-12">
          <span className="font-medium text-candidate">{role === "candidate" ? "You" : name}</span>
          <Time at={entry.at} />
          {waits && (
            <span className="text-ink-3" title="The agent hears it at its next step">
              · waiting
            </span>
          )}
        </p>
        <Words text={entry.text} />
        {entry.attached.length > 0 && (
          <ul aria-label="Attached" className="mt-1 flex flex-wrap gap-1">
            {entry.attached.map((one, index) => (
              <li key={index} className="max-w-full">
                <Attached one={one} />
              </li>
            ))}
          </ul>
        )}
        {role !== "candidate" && <p className="mt-1 text-12 text-ink-3">{qualityWords(entry.quality)}</p>}
      </div>
    </div>
  )
}

/** Lines and characters from which a message is folded. */
const LONG = { lines: 14, characters: 1_200 }

/** What a person wrote; of much of it the beginning until all is asked for. */
function Words({ text }: { text: string }) {
  const [open, setOpen] = useState(false)
  const long = text.length > LONG.characters || text.split("\n").length > LONG.lines
  return (
    <>
      <p className={cx("text-14 break-words whitespace-pre-wrap", long && !open && "line-clamp-8")}>{text}</p>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          className="mt-0.5 rounded-sm text-12 text-focus hover:underline"
          onClick={() => setOpen(!open)}
        >
          {open ? "Show less" : "Show all of it"}
        </button>
      )}
    </>
  )
}

function Attached({ one }: { one: Attachment }) {
  const { openFile } = useWorkspace()
  const look =
    "block max-w-full truncate rounded-sm border border-line bg-canvas px-1.5 text-12 leading-5 text-ink-2"
  if (one.kind === "test")
    return (
      <span className={look} title={one.id}>
        {attachLabel(one)}
      </span>
    )
  return (
    <button
      type="button"
      title={one.path}
      className={cx(look, "hover:bg-hover")}
      onClick={() => openFile(one.path, one.kind === "selection" ? { line: one.fromLine } : {})}
    >
      {attachLabel(one)}
    </button>
  )
}

function Thinking({ text, live }: { text: string; live: boolean }) {
  return (
    <details className="group/thinking text-12 text-ink-3">
      <summary className="flex h-6 min-w-0 list-none items-center gap-1 rounded-sm hover:text-ink">
        <ChevronRight size={12} aria-hidden className="shrink-0 group-open/thinking:rotate-90" />
        <span className="shrink-0">{live ? "Thinking" : "Thought"}</span>
        <span className="min-w-0 truncate group-open/thinking:invisible">· {lastLine(text)}</span>
      </summary>
      <p className="pb-1 pl-4 whitespace-pre-wrap text-ink-2">{text.trim()}</p>
    </details>
  )
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.replaceAll("**", "") ?? ""
}

function TurnEnd({ turn }: { turn: TurnEntry }) {
  const view = useView()
  const { role } = useWorkspace()
  const last = useViewState((state) => state.session && resumable(state.session.chat) === turn.id)
  const hindered = useViewState((state) => whyNoMessage(state) !== null)
  const question = useOpenQuestion()?.id ?? ""
  const ended = useViewState(({ session }) => session?.agent?.phase.phase === "ended")
  const left = useLeft(turn)
  const words = endWords(turn)
  if (!words) return null
  const trouble = turn.failure !== null
  return (
    <div
      className={cx(
        "mx-3 my-1 flex items-start gap-2 rounded-md px-2.5 py-1.5 text-13",
        trouble ? "bg-warn-soft" : "bg-sunken",
      )}
    >
      {trouble && <CircleAlert size={14} aria-hidden className="mt-[3px] shrink-0 text-warn" />}
      <div className="min-w-0 flex-1">
        <p className="font-medium">{left ?? words.title}</p>
        <p className="text-ink-2">
          {turn.outcome === null && turn.failure?.retryInMs != null ? (
            <AsksAgain at={turn.failure.failedAt + turn.failure.retryInMs} />
          ) : (
            words.text
          )}
        </p>
        {words.again && last && !ended && role === "candidate" && (
          <Button
            className="mt-1.5"
            icon={<RotateCw size={14} aria-hidden />}
            disabled={hindered}
            onClick={firstPress(() => void view.command({ type: "continue-agent", question }).catch(report))}
          >
            {words.again}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Why a turn was left, by what was gone on with: the language of what was said next, else the one worked in now. */
function useLeft(turn: TurnEntry): string | null {
  const { role, language } = useWorkspace()
  return useViewState(({ session }) => {
    if (turn.outcome !== "left" || !session) return null
    const { entries } = session.chat
    const said = entries.filter((entry) => entry.kind === "message")
    const before = said.findLast(({ seq }) => seq < (turn.endedBy ?? turn.seq))?.language
    const next = said.find(({ seq }) => seq > (turn.endedBy ?? turn.seq))?.language ?? language
    if (before === undefined || next === before) return null
    return `Stopped because ${role === "candidate" ? "you" : "the candidate"} went on in ${LANGUAGE_NAMES[next]}.`
  })
}

function Usage({ used }: { used: ModelUsage }) {
  const { role } = useWorkspace()
  const agent = useViewState(({ session }) => session?.agent)
  if (!agent?.model?.languageModel || (role === "candidate" && !agent.policy.showCost)) return null
  return <p className="px-3 py-1 text-right text-12 text-ink-3 tabular-nums">{usageWords(used)}</p>
}

/** Counts down to a moment by the server's clock, so that a reload begins nothing anew. */
function AsksAgain({ at }: { at: number }) {
  const now = useNow(500)
  const skewMs = useViewState((state) => state.skewMs)
  const left = Math.ceil((at - now - skewMs) / 1_000)
  return left > 0 ? <>It is asked again in {left} s.</> : <>It is being asked again.</>
}

function Continued({ at }: { at: number }) {
  const { role } = useWorkspace()
  return (
    <Aside icon={<RotateCw size={13} aria-hidden />} at={at}>
      {role === "candidate" ? "You" : "The candidate"} asked it to go on
    </Aside>
  )
}

function PastNudge({ entry }: { entry: NudgeEntry }) {
  const { title } = nudgeWords(entry)
  return (
    <Aside icon={<Lightbulb size={13} aria-hidden />} at={entry.at}>
      {title} <span className="text-ink-3">· {entry.answer === "accepted" ? "taken up" : "passed over"}</span>
    </Aside>
  )
}

function Level({ entry }: { entry: LevelEntry }) {
  return (
    <Aside icon={<ArrowUpDown size={13} aria-hidden />} at={entry.at}>
      The agent works as <strong className="font-medium">{LEVEL_WORDS[entry.to].name}</strong> from here,{" "}
      {levelReason(entry.by, entry.reason)}
    </Aside>
  )
}

function Aside({ icon, at, children }: { icon: ReactNode; at: number; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2 px-3 py-1.5 text-12 text-ink-2">
      <span className="mt-px shrink-0 text-ink-3">{icon}</span>
      <p className="min-w-0 flex-1">{children}</p>
      <Time at={at} />
    </div>
  )
}
