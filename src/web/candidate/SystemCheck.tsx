import CircleAlert from "lucide-react/icons/circle-alert"
import CircleCheck from "lucide-react/icons/circle-check"
import CircleX from "lucide-react/icons/circle-x"
import { useState } from "react"
import type { SessionState } from "../../core/session.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Page } from "../ui/Page.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { report } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"
import { mayStart, type Check } from "./checks.ts"
import { useChecks } from "./use-checks.ts"
import { headingOf, lengthOf } from "./words.ts"

/** Is this browser and its connection good enough? Each point with its state and how to mend it; then the start. */
export function SystemCheck({ session }: { session: SessionState }) {
  const view = useView()
  const checks = useChecks(session.id)
  const [busy, setBusy] = useState(false)
  const ready = mayStart(checks)
  const start = () => {
    setBusy(true)
    view
      .command({ type: "start" })
      .catch(report)
      .finally(() => setBusy(false))
  }
  return (
    <Page aside="Step 2 of 2">
      <div className="mx-auto max-w-160 px-6 py-10">
        <p className="text-14 text-ink-2">{headingOf(session)}</p>
        <h1 className="mt-1 text-28 font-semibold tracking-tight">Ready to start?</h1>
        <p className="mt-2 text-14 text-ink-2">
          {lengthOf(session)}. The clock starts when you do, and is kept by the server.
        </p>
        <ul
          aria-label="System check"
          aria-live="polite"
          className="mt-8 divide-y divide-line rounded-md border border-line bg-surface"
        >
          {checks.map((check) => (
            <CheckLine key={check.name} check={check} />
          ))}
        </ul>
        <section aria-labelledby="good" className="mt-8 text-14">
          <h2 id="good" className="font-semibold">
            Good to know
          </h2>
          <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-ink-2">
            <li>Everything is saved as you type. Reloading, or a lost connection, loses nothing.</li>
            {session.agent && (
              <li>
                An agent takes part. It answers at the right, and may change your files and run commands as
                far as its level allows; each change can be reviewed and taken back. What you say to it, what
                it does and how you use it are recorded and seen by those who assess.
              </li>
            )}
            <li>When the time is over, what you have written is submitted for you.</li>
            <li>
              You may run the visible tests as often as you like. Hidden tests run once, when you submit.
            </li>
          </ul>
        </section>
        <div className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button look="primary" className="px-4" disabled={!ready || busy} onClick={start}>
            Start the interview
          </Button>
          {!ready && <p className="text-ink-2">It can start as soon as the connection stands.</p>}
        </div>
      </div>
    </Page>
  )
}

const WORDS = { waiting: "checking", good: "good", fair: "attention", bad: "problem" } as const

function CheckLine({ check }: { check: Check }) {
  const { state } = check
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <span className="mt-0.5">
        {state === "waiting" && <Spinner size={16} />}
        {state === "good" && <CircleCheck size={16} aria-hidden className="text-pass" />}
        {state === "fair" && <CircleAlert size={16} aria-hidden className="text-warn" />}
        {state === "bad" && <CircleX size={16} aria-hidden className="text-fail" />}
        <span className="sr-only">{WORDS[state]}: </span>
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">{check.name}</span>
          <span className={cx(state === "bad" ? "text-fail" : state === "fair" ? "text-warn" : "text-ink-2")}>
            {check.found}
          </span>
        </p>
        {check.mend !== null && <p className="text-ink-2">{check.mend}</p>}
      </div>
    </li>
  )
}
