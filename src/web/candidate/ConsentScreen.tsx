import { lazy, Suspense, useState } from "react"
import type { SessionState } from "../../core/session.ts"
import { Button } from "../ui/Button.tsx"
import { Page } from "../ui/Page.tsx"
import { report } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"
import { lengthOf } from "./words.ts"

const Markdown = lazy(() => import("../workspace/Markdown.tsx"))

/** What is recorded, who sees it and what the candidate may ask for, before anything begins. */
export function ConsentScreen({ session }: { session: SessionState }) {
  const view = useView()
  const [busy, setBusy] = useState(false)
  const agree = () => {
    setBusy(true)
    view
      .command({ type: "consent", digest: session.consent.digest })
      .catch(report)
      .finally(() => setBusy(false))
  }
  return (
    <Page aside="Step 1 of 2">
      <div className="mx-auto max-w-160 px-6 pt-10">
        <p className="text-14 text-ink-2">
          {session.team === null
            ? `Welcome, ${session.candidate.name}`
            : `${session.team} invites you, ${session.candidate.name}, to`}
        </p>
        <h1 className="mt-1 text-28 font-semibold tracking-tight text-balance">{session.title}</h1>
        <p className="mt-2 text-14 text-ink-2">{lengthOf(session)}</p>
        <section aria-labelledby="consent" className="mt-8 rounded-md border border-line bg-surface">
          <h2 id="consent" className="border-b border-line px-5 py-3 text-14 font-semibold">
            Before you begin: what is recorded
          </h2>
          <div className="px-5 py-4">
            <Suspense fallback={<div className="h-48" />}>
              <Markdown text={session.consent.text} />
            </Suspense>
          </div>
        </section>
        <div className="sticky bottom-0 -mx-6 mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-canvas px-6 py-4">
          <Button look="primary" className="px-4" disabled={busy} onClick={agree}>
            I agree, go on
          </Button>
          <p className="text-ink-2">The clock does not start yet. If you do not agree, close this page.</p>
        </div>
      </div>
    </Page>
  )
}
