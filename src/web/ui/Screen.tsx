import type { Problem } from "../../protocol/errors.ts"
import type { ReactNode } from "react"
import CircleAlert from "lucide-react/icons/circle-alert"
import { Button } from "./Button.tsx"
import { Notice } from "./Notice.tsx"
import { Page } from "./Page.tsx"
import { Spinner } from "./Spinner.tsx"

/** A whole page that waits; it says what for. */
export function WaitingScreen({ text }: { text: string }) {
  return (
    <main aria-busy="true" className="flex h-full items-center justify-center gap-2 text-ink-2">
      <Spinner size={16} />
      <h1 className="text-14">{text}</h1>
    </main>
  )
}

/** A whole page that tells of a problem: what happened, what to do. */
export function ProblemScreen({
  problem,
  retry,
  children,
}: {
  problem: Pick<Problem, "title" | "detail" | "code">
  retry?: () => void
  /** A way on. */
  children?: ReactNode
}) {
  return (
    <Page>
      <Notice
        icon={<CircleAlert size={24} aria-hidden />}
        title={problem.title}
        actions={
          retry && (
            <Button look="primary" onClick={retry}>
              Try again
            </Button>
          )
        }
      >
        <p>{problem.detail}</p>
        {children}
        <p className="mt-4 text-12 text-ink-3">
          If you write to somebody about this, name the code <code className="font-mono">{problem.code}</code>
          .
        </p>
      </Notice>
    </Page>
  )
}
