import Check from "lucide-react/icons/check"
import Download from "lucide-react/icons/download"
import X from "lucide-react/icons/x"
import { Tabs } from "radix-ui"
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from "react"
import type { QuestionState, SessionState } from "../../core/session.ts"
import { timeSpent } from "../../core/time-spent.ts"
import type { EndReason } from "../../protocol/events.ts"
import type { Moment } from "../../protocol/watch.ts"
import { cx } from "../ui/cx.ts"
import { fullDate, roughly } from "../ui/format.ts"
import { Notice } from "../ui/Notice.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { Opening } from "../workspace/AgentPane.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { bundleAddress } from "./api.ts"
import { SubmittedCode } from "./SubmittedCode.tsx"
import { TAB } from "./tab.ts"

const PastChat = lazy(() => import("./PastChat.tsx").then(({ PastChat }) => ({ default: PastChat })))

const ENDED: Record<EndReason, string> = {
  submitted: "All questions were submitted; the interview ended on",
  expired: "Time ran out and the saved work was submitted on",
  withdrawn: "The candidate ended the interview early, on",
  "ended-by-assessor": "An assessor ended the interview on",
}

interface Props {
  session: SessionState
  moments: readonly Moment[]
  /** The question that was asked for, by its id. */
  chosen: string | null
  onChoose: (question: string) => void
}

/** The question to read: the one that was chosen, else the first that was submitted. */
export function readIn({ questions }: SessionState, chosen: string | null): QuestionState | undefined {
  const submitted = questions.filter(({ status }) => status === "submitted")
  return submitted.find(({ id }) => id === chosen) ?? submitted[0]
}

/** What is left of an interview for its assessor: how it ended, the grades, the code as it was submitted, the record. */
export function EndedReview({ session, moments, chosen, onChoose }: Props) {
  const question = readIn(session, chosen)
  const spent = useMemo(() => timeSpent(moments), [moments])
  const { phase } = session
  if (phase.phase !== "ended") return null
  return (
    <div className="flex h-full flex-col overflow-y-auto max-narrow:overflow-visible">
      <header className="flex flex-wrap items-end gap-x-6 gap-y-2 px-4 pt-4 pb-3">
        <div className="min-w-60 flex-1">
          <h1 className="text-20 font-semibold">{session.title}</h1>
          <p className="mt-0.5 text-ink-2">
            {ENDED[phase.reason]}{" "}
            <time dateTime={new Date(phase.at).toISOString()}>{fullDate(phase.at)}</time>.
          </p>
        </div>
        <div className="text-12 text-ink-2">
          <a
            href={bundleAddress(session.id)}
            download
            className="mb-1 inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 text-13 font-medium text-ink hover:bg-hover"
          >
            <Download size={14} aria-hidden /> Download the record
          </a>
          <p>
            Signed. <code className="font-mono">./interviewlm verify FILE</code> checks offline that nothing
            in it was changed.
          </p>
        </div>
      </header>
      <div className="shrink-0 overflow-x-auto px-4 pb-3">
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">Questions, time spent and grades</caption>
          <thead className="text-12 text-ink-2">
            <tr>
              {["Question", "Language", "Time spent", "Hidden tests", "Visible tests"].map((name) => (
                <th key={name} scope="col" className="h-7 px-2 font-medium whitespace-nowrap">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {session.questions.map((one, index) => (
              <QuestionRow
                key={one.id}
                question={one}
                number={index + 1}
                spentMs={spent.get(one.id)}
                chosen={one === question}
                onChoose={() => onChoose(one.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <section
        aria-label="What is left of the question"
        className="flex min-h-75 flex-1 flex-col border-t border-line"
      >
        {question ? (
          <Left key={question.id} session={session} question={question} />
        ) : (
          // An end submits the question that is open (`core/decide.ts`): without a submission none was.
          <Notice small title="Nothing was submitted">
            The interview ended before a question was opened.
          </Notice>
        )}
      </section>
    </div>
  )
}

/** The code that was submitted and, where an agent took part, what was said to it. Key it by question. */
function Left({ session, question }: { session: SessionState; question: QuestionState }) {
  const [shown, setShown] = useState<"code" | "chat">("code")
  const [first, setFirst] = useState<string | null>(null)
  const onFile = useCallback((path: string) => {
    setFirst(path)
    setShown("code")
  }, [])
  if (!session.agent) return <SubmittedCode session={session} question={question} />
  return (
    <Tabs.Root
      value={shown}
      onValueChange={(value) => setShown(value === "chat" ? "chat" : "code")}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Tabs.List
        aria-label="What is shown of the question"
        className="flex h-8 shrink-0 border-b border-line px-3"
      >
        <Tabs.Trigger value="code" className={TAB}>
          Submitted code
        </Tabs.Trigger>
        <Tabs.Trigger value="chat" className={TAB}>
          Conversation
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="code" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        <SubmittedCode session={session} question={question} first={first} />
      </Tabs.Content>
      <Tabs.Content value="chat" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        <Suspense fallback={<Opening />}>
          <PastChat session={session} question={question} onFile={onFile} />
        </Suspense>
      </Tabs.Content>
    </Tabs.Root>
  )
}

interface RowProps {
  question: QuestionState
  number: number
  spentMs: number | undefined
  chosen: boolean
  onChoose: () => void
}

function QuestionRow({ question, number, spentMs, chosen, onChoose }: RowProps) {
  const { title, language, status, grade } = question
  const cell = "h-8 px-2 whitespace-nowrap"
  if (status !== "submitted")
    return (
      <tr className="border-t border-line text-ink-2">
        <td className={cell}>
          {number}. {title}
        </td>
        <td className={cell} colSpan={4}>
          Not opened
        </td>
      </tr>
    )
  return (
    <tr className={cx("border-t border-line", chosen && "bg-selected")}>
      <td className={cell}>
        <button
          type="button"
          aria-pressed={chosen}
          aria-label={`${number}. ${title}, show its code`}
          onClick={onChoose}
          className={cx("h-7 text-left hover:underline", chosen && "font-medium")}
        >
          {number}. {title}
        </button>
      </td>
      <td className={cx(cell, "text-ink-2")}>{LANGUAGE_NAMES[language]}</td>
      <td className={cx(cell, "tabular-nums")}>{spentMs === undefined ? "" : roughly(spentMs)}</td>
      {grade?.outcome === "graded" ? (
        <>
          <td className={cell}>
            <Counted {...grade.hidden} />
          </td>
          <td className={cell}>
            <Counted {...grade.visible} />
          </td>
        </>
      ) : (
        <td className="h-8 px-2" colSpan={2}>
          {grade ? <Failed message={grade.message} /> : <Waiting />}
        </td>
      )}
    </tr>
  )
}

function Counted({ passed, total }: { passed: number; total: number }): ReactNode {
  const all = passed === total
  const Icon = all ? Check : X
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums">
      <Icon size={14} strokeWidth={2.5} aria-hidden className={all ? "text-pass" : "text-fail"} />
      {passed} of {total} passed
    </span>
  )
}

function Waiting() {
  return (
    <span className="inline-flex items-center gap-1.5 text-ink-2">
      <Spinner /> Being graded
    </span>
  )
}

function Failed({ message }: { message: string | undefined }) {
  return (
    <span className="text-warn">
      Could not be graded{message === undefined || message === "" ? "." : `: ${message}`}
    </span>
  )
}
