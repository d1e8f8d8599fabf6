import ChevronDown from "lucide-react/icons/chevron-down"
import ChevronUp from "lucide-react/icons/chevron-up"
import FlaskConical from "lucide-react/icons/flask-conical"
import SquareTerminal from "lucide-react/icons/square-terminal"
import { Tabs } from "radix-ui"
import { Suspense, useState } from "react"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Notice } from "../ui/Notice.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { Tooltip } from "../ui/Tooltip.tsx"
import { TerminalSlot } from "./slots.tsx"
import { TestsPane } from "./TestsPane.tsx"
import { useTests } from "./use-tests.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const TAB = cx(
  "flex h-full items-center gap-1.5 border-b-2 border-transparent px-2 text-12 font-medium text-ink-2 hover:text-ink focus-visible:-outline-offset-2",
  "aria-selected:border-ink aria-selected:text-ink",
)

/** Tests and terminal under the editor. A terminal once shown stays, so that nothing is drawn anew. */
export function BottomPane() {
  const { panes } = useWorkspace()
  const open = panes.isOpen("bottom")
  const [terminalSeen, setTerminalSeen] = useState(panes.bottom === "terminal")
  if (open && panes.bottom === "terminal" && !terminalSeen) setTerminalSeen(true)
  return (
    <Tabs.Root
      value={open ? panes.bottom : ""}
      onValueChange={(value) => panes.showBottom(value === "terminal" ? "terminal" : "tests")}
      activationMode="manual"
      asChild
    >
      <section
        aria-label="Tests and terminal"
        data-pane="bottom"
        tabIndex={-1}
        className="flex h-full min-h-0 flex-col bg-surface"
      >
        <header className="pane-header flex h-8 shrink-0 items-center border-b border-line bg-canvas pr-1 pl-1">
          <Tabs.List aria-label="Tests and terminal" className="flex h-full">
            <Tooltip label="Tests" shortcut="tests" side="top">
              <Tabs.Trigger value="tests" className={TAB} onClick={() => panes.showBottom("tests")}>
                <FlaskConical size={14} aria-hidden /> Tests <TestCount />
              </Tabs.Trigger>
            </Tooltip>
            <Tooltip label="Terminal" shortcut="terminal" side="top">
              <Tabs.Trigger value="terminal" className={TAB} onClick={() => panes.showBottom("terminal")}>
                <SquareTerminal size={14} aria-hidden /> Terminal
              </Tabs.Trigger>
            </Tooltip>
          </Tabs.List>
          <IconButton
            label={open ? "Fold tests and terminal" : "Show tests and terminal"}
            aria-expanded={open}
            className="ml-auto size-6"
            onClick={() => panes.fold("bottom", open)}
          >
            {open ? <ChevronDown size={14} /> : <ChevronUp size={14} />}
          </IconButton>
        </header>
        <Tabs.Content value="tests" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          <TestsPane />
        </Tabs.Content>
        <Tabs.Content
          value="terminal"
          forceMount
          tabIndex={-1}
          hidden={!open || panes.bottom !== "terminal"}
          className="min-h-0 flex-1 outline-none"
        >
          {terminalSeen && <Terminal shown={open && panes.bottom === "terminal"} />}
        </Tabs.Content>
      </section>
    </Tabs.Root>
  )
}

function Terminal({ shown }: { shown: boolean }) {
  const status = useViewState((state) => state.workspace.status)
  if (status === "preparing")
    return (
      <Notice small icon={<Spinner size={16} />} title="Preparing your workspace">
        The shell opens by itself when it is ready.
      </Notice>
    )
  if (status !== "ready")
    return (
      <Notice small title="No shell here now">
        {status === "failed" ? "The workspace could not be started." : "The workspace is closed."}
      </Notice>
    )
  return (
    <Suspense
      fallback={
        <p className="flex items-center gap-2 p-3 text-ink-2">
          <Spinner /> Opening the terminal
        </p>
      }
    >
      <TerminalSlot shown={shown} />
    </Suspense>
  )
}

function TestCount() {
  const { report } = useTests()
  if (report.state === "never" || report.state === "collecting") return null
  const { passed, total } = report.counts
  if (total === 0) return null
  return (
    <span
      className={cx(
        "tabular-nums",
        report.text === "present" && report.state === "passed" && "text-pass",
        report.text === "present" && report.counts.failed > 0 && "text-fail",
      )}
    >
      {passed}/{total}
    </span>
  )
}
