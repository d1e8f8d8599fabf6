import ChevronRight from "lucide-react/icons/chevron-right"
import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark"
import Play from "lucide-react/icons/play"
import { useId } from "react"
import { Button, IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { duration } from "../ui/format.ts"
import { Diff } from "./Diff.tsx"
import { Output } from "./Output.tsx"
import type { TestRow } from "./test-report.ts"
import { TestStatus, testWord } from "./TestStatus.tsx"
import { useWorkspace } from "./workspace.ts"

interface Props {
  row: TestRow
  open: boolean
  onToggle: () => void
  /** Absent while a run is under way or nothing may be run. */
  onRun?: (() => void) | undefined
  /** Absent where there is no agent to ask. */
  onAsk?: (() => void) | undefined
}

/** One test: its line, and below it when opened what it expected, what came, what it printed. */
export function TestItem({ row, open, onToggle, onRun, onAsk }: Props) {
  const { openFile } = useWorkspace()
  const id = useId()
  const done = "duration" in row
  // The first line says what is wrong; what a runner adds below it stands under the comparison, as it printed it.
  const [first = "", ...more] = ((done && row.message) || "").split("\n")
  return (
    <li className="group border-b border-line">
      <div className="flex h-7 items-center pr-2 hover:bg-hover">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={onToggle}
          className="flex h-full min-w-0 flex-1 items-center gap-2 pl-2 text-left text-13 focus-visible:-outline-offset-2"
        >
          <ChevronRight size={12} aria-hidden className={cx("shrink-0 text-ink-3", open && "rotate-90")} />
          <TestStatus status={row.status} />
          <span className="min-w-0 truncate">
            {row.suite.length > 0 && <span className="text-ink-3">{row.suite.join(" › ")} › </span>}
            {row.name}
          </span>
        </button>
        {onAsk && row.status === "failed" && (
          <IconButton
            label={`Ask the agent about ${row.name}`}
            className="size-6 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
            onClick={onAsk}
          >
            <MessageCircleQuestion size={12} />
          </IconButton>
        )}
        {onRun && (
          <IconButton
            label={`Run ${row.name} alone`}
            className="size-6 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
            onClick={onRun}
          >
            <Play size={12} />
          </IconButton>
        )}
        <span className="min-w-16 shrink-0 text-right text-12 text-ink-3 tabular-nums">
          {done && row.status !== "other" ? duration(row.duration) : testWord(row.status)}
        </span>
      </div>
      {open && (
        <div id={id} className="flex flex-col gap-2 bg-canvas py-2 pr-3 pl-8">
          {first !== "" && <p className="text-13 font-medium break-words">{first}</p>}
          {done && row.expected !== undefined && row.actual !== undefined && (
            <Diff expected={row.expected} actual={row.actual} />
          )}
          {more.length > 0 && <Output text={more.join("\n")} label="More about it" />}
          {done && row.output && (
            <div>
              <h4 className="mb-1 text-12 text-ink-3">Printed by this test</h4>
              <Output text={row.output} label="Printed by this test" />
            </div>
          )}
          {done && row.trace && (
            <details>
              <summary className="w-fit rounded-sm text-12 text-ink-2 hover:text-ink">
                Where it failed, call by call
              </summary>
              <Output text={row.trace} label="Trace" className="mt-1" />
            </details>
          )}
          {!done && <p className="text-13 text-ink-2">This test is {testWord(row.status)}.</p>}
          {onAsk && row.status === "failed" && (
            <Button className="w-fit" icon={<MessageCircleQuestion size={14} aria-hidden />} onClick={onAsk}>
              Ask about this
            </Button>
          )}
          <button
            type="button"
            className="w-fit rounded-sm font-mono text-12 text-focus underline underline-offset-2"
            onClick={() => openFile(row.filePath, row.line === undefined ? {} : { line: row.line })}
          >
            {row.filePath}
            {row.line !== undefined && `:${row.line}`}
          </button>
        </div>
      )}
    </li>
  )
}
