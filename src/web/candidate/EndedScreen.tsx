import Check from "lucide-react/icons/check"
import Download from "lucide-react/icons/download"
import Minus from "lucide-react/icons/minus"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import type { QuestionState, SessionState } from "../../core/session.ts"
import { witnessed } from "../live/witness.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { Page } from "../ui/Page.tsx"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"
import { useViewState } from "../workspace/view.ts"
import { END_WORDS, headingOf } from "./words.ts"

/** The end: what was saved, what happens next. */
export function EndedScreen({ session }: { session: SessionState }) {
  const unsent = useViewState((state) => state.unacknowledged)
  const { phase } = session
  if (phase.phase !== "ended") return null
  const [title, text] = END_WORDS[phase.reason]
  return (
    <Page>
      <div className="mx-auto max-w-160 px-6 py-10">
        <p className="text-14 text-ink-2">{headingOf(session)}</p>
        <h1 className="mt-1 text-28 font-semibold tracking-tight text-balance">{title}</h1>
        <p className="mt-2 text-14 text-ink-2">
          {text} The interview ended at{" "}
          <time dateTime={new Date(phase.at).toISOString()} title={fullDate(phase.at)}>
            {timeOfDay(phase.at)}
          </time>
          .
        </p>
        {unsent > 0 && (
          <p role="alert" className="mt-4 flex gap-2 rounded-md border border-warn bg-warn-soft p-3">
            <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
            Your last keystrokes had not reached the server when the interview ended. They are kept in this
            browser; tell your contact if they matter.
          </p>
        )}
        <section aria-labelledby="saved" className="mt-8">
          <h2 id="saved" className="text-14 font-semibold">
            What was saved
          </h2>
          <ul className="mt-2 divide-y divide-line rounded-md border border-line bg-surface">
            {session.questions.map((question, index) => (
              <QuestionLine key={question.id} question={question} number={index + 1} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="next" className="mt-8 text-14">
          <h2 id="next" className="font-semibold">
            What happens next
          </h2>
          <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-ink-2">
            <li>
              The assessors read the record: your code, the tests and how you went about it. People decide,
              not a score.
            </li>
            <li>You hear from {session.team ?? "the person who invited you"}.</li>
            <li>
              Ask them if you want to add notes to the record, or have your personal data erased from it.
            </li>
          </ul>
        </section>
        <RecordCopy session={session.id} />
        <p className="mt-8 text-ink-2">You can close this page.</p>
      </div>
    </Page>
  )
}

/** The candidate's own copy of the record, and this browser's testimony that it was not changed since. */
function RecordCopy({ session }: { session: string }) {
  const notes = witnessed(localStorage, session)
  return (
    <section aria-labelledby="copy" className="mt-8 text-14">
      <h2 id="copy" className="font-semibold">
        Your copy
      </h2>
      <p className="mt-2 text-ink-2">
        The record of this interview is signed: anyone can check offline that nothing in it was changed. Keep
        both files if you want to be able to prove it.
      </p>
      <p className="mt-3 flex flex-wrap gap-2">
        <a className={DOWNLOAD} href={`/api/interview/${session}/bundle?role=candidate`} download>
          <Download size={14} aria-hidden /> Download the record
        </a>
        {notes !== "" && (
          <a
            className={DOWNLOAD}
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(notes)}`}
            download={`interview-${session}-witness.txt`}
          >
            <Download size={14} aria-hidden /> Download this browser&apos;s checkpoints
          </a>
        )}
      </p>
    </section>
  )
}

const DOWNLOAD =
  "inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 font-medium hover:bg-hover"

/** Grades are not told to the candidate, so a submitted question says no more than that. */
function QuestionLine({ question, number }: { question: QuestionState; number: number }) {
  const submitted = question.status === "submitted"
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 px-4 py-2">
      <span className="text-ink-3 tabular-nums">{number}</span>
      <span className="min-w-40 flex-1 font-medium">{question.title}</span>
      {submitted && <span className="text-ink-2">{LANGUAGE_NAMES[question.language]}</span>}
      <span className="flex min-w-28 items-center justify-end gap-1.5 text-ink-2">
        {submitted ? (
          <Check size={14} strokeWidth={2.5} aria-hidden className="text-pass" />
        ) : (
          <Minus size={14} aria-hidden className="text-ink-3" />
        )}
        {submitted ? "Submitted" : "Not opened"}
      </span>
    </li>
  )
}
