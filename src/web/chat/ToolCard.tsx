import Ban from "lucide-react/icons/ban"
import Check from "lucide-react/icons/check"
import ChevronRight from "lucide-react/icons/chevron-right"
import CircleSlash from "lucide-react/icons/circle-slash"
import Diamond from "lucide-react/icons/diamond"
import FilePenLine from "lucide-react/icons/file-pen-line"
import FileText from "lucide-react/icons/file-text"
import FlaskConical from "lucide-react/icons/flask-conical"
import FolderSearch from "lucide-react/icons/folder-search"
import Search from "lucide-react/icons/search"
import SquareTerminal from "lucide-react/icons/square-terminal"
import Wrench from "lucide-react/icons/wrench"
import X from "lucide-react/icons/x"
import { useEffect, useId, useRef, useState } from "react"
import type { ToolBlock } from "../../protocol/chat.ts"
import { cx } from "../ui/cx.ts"
import { count } from "../ui/format.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { Output } from "../workspace/Output.tsx"
import { useViewState } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { resultText, withoutEcho } from "./result-text.ts"
import { ToolInput } from "./ToolInput.tsx"
import { inputOf, textOf } from "./tool-input.ts"
import { refusedWords, STANDING_WORDS, toolWords, type ToolStanding, type ToolWords } from "./tool-words.ts"

const ICONS: Record<string, typeof Wrench> = {
  Read: FileText,
  Write: FilePenLine,
  Edit: FilePenLine,
  Grep: Search,
  Glob: FolderSearch,
  Bash: SquareTerminal,
  terminal: SquareTerminal,
  run_tests: FlaskConical,
}

const SHAPES = { failing: Diamond, failed: X, refused: Ban, stopped: CircleSlash } as const

/** One thing the agent did, in a line; below it what it prints while it runs, and all of it when opened. */
export function ToolCard({ block, over }: { block: ToolBlock; over: boolean }) {
  const { openFile } = useWorkspace()
  const [open, setOpen] = useState(false)
  const id = useId()
  const words = toolWords(block, over)
  const { standing, verb, line } = words
  const place = usePlace(block, words)
  const path = words.path ?? place?.path ?? null
  const object = words.object === "" ? (path ?? "") : words.object
  const Icon = ICONS[block.tool] ?? Wrench
  const lines = place && Math.max(place.lines, words.lines?.added ?? 0)
  const printed = withoutEcho(block.output, textOf(inputOf(block)["command"]))
  const answer = block.result ? resultText(block.result.text) : printed
  const working = standing === "writing" || standing === "running"
  return (
    <div
      className={cx("rounded-md border bg-surface", standing === "refused" ? "border-warn" : "border-line")}
    >
      <div className="flex min-h-7 items-center gap-1.5 pr-2 pl-2 text-13">
        <Icon size={14} aria-hidden className="shrink-0 text-agent" />
        <span className="flex min-w-0 flex-1 items-baseline gap-1">
          <span className="shrink-0">{verb}</span>
          {path === null ? (
            <code className="min-w-0 truncate font-mono text-12" title={object}>
              {object}
            </code>
          ) : (
            <button
              type="button"
              title={`Open ${path}`}
              onClick={() => openFile(path, line === null ? {} : { line })}
              className="min-w-0 truncate rounded-sm font-mono text-12 underline decoration-line-control underline-offset-2 hover:decoration-current"
            >
              {object}
            </button>
          )}
          <Amount words={words} lines={lines} />
        </span>
        <Standing standing={standing} told={words.note !== ""} />
        <button
          type="button"
          aria-label={`Details of ${verb.toLowerCase()} ${object}`.trim()}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
          className="-mr-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <ChevronRight size={12} aria-hidden className={cx(open && "rotate-90")} />
        </button>
      </div>
      {words.about !== "" && (
        <p className="-mt-1 truncate pr-2 pb-1 pl-7 text-12 text-ink-2">{words.about}</p>
      )}
      {standing === "refused" && !open && (
        <p className="border-t border-line px-2 py-1 text-12 text-ink-2">{refusedWords(block.tool)}</p>
      )}
      {working && !open && printed !== "" && <LiveOutput text={printed} />}
      {open && (
        <div id={id} className="flex flex-col gap-2 border-t border-line p-2">
          <ToolInput block={block} />
          {answer !== "" && standing !== "refused" && <Output label="What it answered" text={answer} />}
          {standing === "refused" && <p className="text-12 text-ink-2">{refusedWords(block.tool)}</p>}
          {standing === "stopped" && (
            <p className="text-12 text-ink-2">It was stopped before it had an answer.</p>
          )}
        </div>
      )}
    </div>
  )
}

/** Where it writes, while it does: the model's words for it are known only once they are whole. */
function usePlace(block: ToolBlock, { standing, path }: ToolWords): { path: string; lines: number } | null {
  const writes = standing === "writing" && (block.tool === "Write" || block.tool === "Edit")
  return useViewState(({ agentAt }) =>
    writes && agentAt && (path === null || path === agentAt.path) ? agentAt : null,
  )
}

function Amount({ words: { lines, note }, lines: soFar }: { words: ToolWords; lines: number | null }) {
  if (soFar !== null)
    return (
      soFar > 0 && <span className="shrink-0 text-12 text-ink-3 tabular-nums">{count(soFar, "line")}</span>
    )
  if (note !== "") return <span className="shrink-0 text-12 text-ink-2 tabular-nums">· {note}</span>
  if (!lines) return null
  return (
    <span className="shrink-0 text-12 tabular-nums">
      <span className="text-pass">+{lines.added}</span>
      {lines.removed > 0 && <span className="text-fail"> −{lines.removed}</span>}
      <span className="sr-only"> lines</span>
    </span>
  )
}

/** By shape and word; the word is left to a screen reader where a count `told` it already. */
function Standing({ standing, told }: { standing: ToolStanding; told: boolean }) {
  const word = STANDING_WORDS[standing]
  if (standing === "done")
    return (
      <span className="shrink-0 text-ink-3" title="Done">
        <Check size={13} aria-hidden />
        <span className="sr-only">{word}</span>
      </span>
    )
  if (standing === "writing" || standing === "running")
    return (
      <span className="shrink-0 text-agent" title="In progress">
        <Spinner size={13} />
        <span className="sr-only">{word}</span>
      </span>
    )
  if (standing === "exited") return <span className="sr-only">{word}</span>
  const Icon = SHAPES[standing]
  return (
    <span
      className={cx(
        "flex shrink-0 items-center gap-1 text-12",
        standing === "failed" || standing === "failing"
          ? "text-fail"
          : standing === "refused"
            ? "text-warn"
            : "text-ink-3",
      )}
    >
      <Icon size={13} aria-hidden />
      <span className={cx(told && "sr-only")}>{word}</span>
    </span>
  )
}

/** The end of what it prints, always the newest line in sight. */
function LiveOutput({ text }: { text: string }) {
  const ref = useRef<HTMLPreElement>(null)
  useEffect(() => {
    const region = ref.current?.parentElement
    if (region && text !== "") region.scrollTop = region.scrollHeight
  }, [text])
  return (
    <ScrollRegion label="What it prints" className="max-h-32 border-t border-line bg-sunken px-2 py-1">
      <pre ref={ref} className="font-mono text-12 leading-[18px] whitespace-pre-wrap text-ink-2">
        {text}
      </pre>
    </ScrollRegion>
  )
}
