/** The cells of the wall: each looks at its own row, and is drawn again when what it shows is another. */
import Bot from "lucide-react/icons/bot"
import BotOff from "lucide-react/icons/bot-off"
import CircleDashed from "lucide-react/icons/circle-dashed"
import CirclePause from "lucide-react/icons/circle-pause"
import CircleX from "lucide-react/icons/circle-x"
import Eye from "lucide-react/icons/eye"
import { memo } from "react"
import { SIGNALS, signalsOf } from "../../core/wall/signals.ts"
import { BUCKET_MS } from "../../protocol/wall.ts"
import { LEVEL_WORDS } from "../chat/words.ts"
import { cx } from "../ui/cx.ts"
import { fullDate } from "../ui/format.ts"
import { Status } from "../ui/Status.tsx"
import { Tooltip } from "../ui/Tooltip.tsx"
import type { Live } from "./feed.ts"
import { activityPaths, testDots, type Dot } from "./shape.ts"
import { useLive, useTicking } from "./use-feed.ts"
import { AGENT_WORDS, howLongAgo, lastAct, SIGNAL_WORDS, signalLine, standing } from "./words.ts"

interface Props {
  session: string
}

const NONE = <span className="text-ink-3">–</span>

export const Standing = memo(function Standing({ session }: Props) {
  const tone = useTicking(session, ({ row }, now) => standing(row, now)[0])
  const text = useTicking(session, ({ row }, now) => standing(row, now)[1])
  if (!tone) return null
  return (
    <Status tone={tone}>
      <span className="tabular-nums">{text}</span>
      {tone === "live" && <span className="sr-only"> left</span>}
    </Status>
  )
})

export const Needs = memo(function Needs({ session }: Props) {
  // Told as one text, so that a second that changes nothing draws nothing.
  const kinds = useTicking(session, (live, now) =>
    signalsIn(live, now)
      .map(({ kind }) => kind)
      .join(" "),
  )
  const [first, ...others] = SIGNALS.filter((kind) => kinds?.split(" ").includes(kind))
  if (!first) return NONE
  const { short, tone } = SIGNAL_WORDS[first]
  return (
    <Tooltip label={<NeedLines session={session} />}>
      <span className="flex min-w-0 items-center gap-1.5">
        <Status tone={tone}>{short}</Status>
        {others.length > 0 && (
          <span className="text-12 text-ink-2">
            +{others.length}
            <span className="sr-only">: {others.map((kind) => SIGNAL_WORDS[kind].short).join(", ")}</span>
          </span>
        )}
      </span>
    </Tooltip>
  )
})

const signalsIn = ({ row, pulse }: Live, now: number) => signalsOf(row, pulse.actedAt, now)

function NeedLines({ session }: Props) {
  const lines = useTicking(session, (live, now) =>
    signalsIn(live, now)
      .map((signal) => signalLine(signal, now))
      .join("\n"),
  )
  return <span className="whitespace-pre-line">{lines}</span>
}

export const Question = memo(function Question({ session }: Props) {
  const row = useLive(session, ({ row }) => row)
  if (!row) return null
  const { question, questions, submitted } = row
  if (!question) {
    if (row.phase === "invited" || row.phase === "consented")
      return <span className="text-ink-3 tabular-nums">0 of {questions.length}</span>
    return (
      <span className="text-ink-2 tabular-nums">
        {submitted} of {questions.length} in
      </span>
    )
  }
  return (
    <Tooltip label={questions[question.index]?.title ?? ""}>
      <span className="flex items-center gap-2 tabular-nums">
        <span>
          {question.index + 1} of {questions.length}
        </span>
        <span aria-hidden className="flex gap-0.5">
          {questions.map(({ id }, index) => (
            <span
              key={id}
              className={cx(
                "block h-1.5 w-2 rounded-sm border",
                index < submitted ? "border-ink-2 bg-ink-2" : "border-line-control",
              )}
            />
          ))}
        </span>
      </span>
    </Tooltip>
  )
})

const DOTS: Record<Dot, string> = {
  passed: "rounded-full bg-pass",
  failed: "rotate-45 scale-90 bg-fail",
  skipped: "h-0.5 rounded-full bg-ink-3",
  waiting: "rounded-full border border-line-control",
}

export const Tests = memo(function Tests({ session }: Props) {
  const run = useLive(session, ({ row }) => row.run)
  if (!run) return NONE
  const { tests, passed, failed, status } = run
  const words = [
    `${passed} of ${tests} passed`,
    failed > 0 && `${failed} failed`,
    status === "running" && "the run is under way",
    status === "error" && "the run came to no end",
    status === "cancelled" && "the run was cancelled",
    run.partial && "some of the tests only",
  ]
  return (
    <Tooltip label={words.filter(Boolean).join(", ")}>
      <span className="flex items-center gap-2">
        <span aria-hidden className="flex items-center gap-0.5">
          {testDots(run).map((dot, index) => (
            <span key={index} className={cx("block size-1.5", DOTS[dot])} />
          ))}
        </span>
        <span aria-hidden className={cx("tabular-nums", failed > 0 ? "text-fail" : "text-ink-2")}>
          {status === "error" && tests === 0 ? "error" : `${passed}/${tests}`}
        </span>
        <span className="sr-only">{words.filter(Boolean).join(", ")}</span>
      </span>
    </Tooltip>
  )
})

const SPARK = { width: 96, height: 18 }
const FILLS = {
  candidate: "fill-candidate",
  agent: "fill-agent",
  assessor: "fill-assessor",
  shell: "fill-shell",
} as const

export const Activity = memo(function Activity({ session }: Props) {
  const buckets = useLive(session, ({ pulse }) => pulse.buckets)
  const newest = useTicking(session, (_, now) => Math.floor(now / BUCKET_MS))
  const paths = activityPaths(buckets ?? [], newest ?? 0, SPARK)
  const said = paths.map(({ lane, acts }) => `${lane} ${acts}`).join(", ")
  return (
    <svg role="img" aria-label={`Acts of the last ten minutes: ${said || "none"}`} {...SPARK}>
      <rect y={SPARK.height - 1} width={SPARK.width} height={1} className="fill-line" />
      {paths.map(({ lane, path }) => (
        <path key={lane} d={path} className={FILLS[lane]} />
      ))}
    </svg>
  )
})

const AGENT_LOOKS = {
  waiting: [CircleDashed, "text-ink-3"],
  ready: [Bot, "text-ink-3"],
  working: [Bot, "text-agent"],
  held: [CirclePause, "text-warn"],
  failed: [CircleX, "text-fail"],
  over: [BotOff, "text-ink-3"],
  spent: [BotOff, "text-fail"],
} as const

export const Agent = memo(function Agent({ session }: Props) {
  const agent = useLive(session, ({ row }) => row.agent)
  if (!agent) return NONE
  const { name } = LEVEL_WORDS[agent.level]
  const [Icon, look] = AGENT_LOOKS[agent.state]
  return (
    <Tooltip label={`${name}; the agent is ${AGENT_WORDS[agent.state]}`}>
      <span className="flex min-w-0 items-center gap-1.5">
        <Icon size={14} aria-hidden className={cx("shrink-0", look)} />
        <span aria-hidden className="truncate">
          {SHORT_LEVELS[agent.level]}
        </span>
        <span className="sr-only">
          {name}, {AGENT_WORDS[agent.state]}
        </span>
      </span>
    </Tooltip>
  )
})

const SHORT_LEVELS = { consultant: "Consult", "pair-programming": "Pair", "full-copilot": "Copilot" } as const

export const LastAct = memo(function LastAct({ session }: Props) {
  const text = useTicking(session, (live) => lastAct(live)?.text ?? null)
  const ago = useTicking(session, (live, now) => {
    const act = lastAct(live)
    return act && howLongAgo(act.at, now)
  })
  const at = useLive(session, (live) => lastAct(live)?.at)
  if (text === null || at === undefined) return NONE
  return (
    <Tooltip label={<Whole text={text} at={at} />}>
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="min-w-0 truncate">{text}</span>
        <span className="shrink-0 text-12 text-ink-3 tabular-nums">
          {ago}
          {ago !== "now" && <span className="sr-only"> ago</span>}
        </span>
      </span>
    </Tooltip>
  )
})

/** Drawn only where somebody asks for it: a date in words is dear. */
const Whole = ({ text, at }: { text: string; at: number }) => `${text}: ${fullDate(at)}`

export const Watchers = memo(function Watchers({ session }: Props) {
  const watchers = useLive(session, ({ row }) => row.watchers)
  if (!watchers || watchers.length === 0) return NONE
  return (
    <Tooltip label={watchers.join(", ")}>
      <span className="flex min-w-0 items-center gap-1.5 text-assessor">
        <Eye size={14} aria-hidden className="shrink-0" />
        <span className="truncate">
          {watchers[0]}
          {watchers.length > 1 && ` +${watchers.length - 1}`}
        </span>
      </span>
    </Tooltip>
  )
})
