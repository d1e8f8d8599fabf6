import { useState, type ReactNode } from "react"
import { Interviewers } from "../acts/Interviewers.tsx"
import { cx } from "../ui/cx.ts"
import { AgentPane } from "./AgentPane.tsx"
import { BottomPane } from "./BottomPane.tsx"
import { EditorPane } from "./EditorPane.tsx"
import { FilesPane } from "./FilesPane.tsx"
import { QuestionPane } from "./QuestionPane.tsx"
import { useWorkspace } from "./workspace.ts"

const PLACES = {
  question: "Question",
  files: "Files",
  editor: "Editor",
  bottom: "Tests and terminal",
  right: "More",
} as const
type Place = keyof typeof PLACES

/** One pane at a time, for a small window or a large zoom. Opening a file or running tests leads to its pane. */
export function NarrowLayout({ rail }: { rail: ReactNode }) {
  const { files, jump, panes, follow } = useWorkspace()
  const [place, setPlace] = useState<Place>("question")
  const [seen, setSeen] = useState({ file: files.active, jump, summons: panes.summons })
  if (seen.file !== files.active || seen.jump !== jump || seen.summons !== panes.summons) {
    setSeen({ file: files.active, jump, summons: panes.summons })
    if (seen.summons.bottom !== panes.summons.bottom) setPlace("bottom")
    else if (seen.summons.agent !== panes.summons.agent) setPlace("right")
    else if (seen.file !== null && files.active !== null && !follow) setPlace("editor")
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <nav
        aria-label="Panes"
        className="relative flex h-9 shrink-0 gap-1 overflow-x-auto border-b border-line px-2"
      >
        {(Object.keys(PLACES) as Place[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === place ? "true" : undefined}
            onClick={() => {
              if (one === "question" || one === "files" || one === "bottom") panes.fold(one, false)
              setPlace(one)
            }}
            className={cx(
              "border-b-2 px-2 text-13 whitespace-nowrap focus-visible:-outline-offset-2",
              one === place ? "border-ink font-medium" : "border-transparent text-ink-2",
            )}
          >
            {one === "right" && rail === undefined ? "Agent" : PLACES[one]}
          </button>
        ))}
      </nav>
      <div className="min-h-0 flex-1">
        {place === "question" && <QuestionPane />}
        {place === "files" && <FilesPane />}
        {place === "editor" && <EditorPane />}
        {place === "bottom" && <BottomPane />}
        {place === "right" && (rail ?? <AgentPane />)}
      </div>
      <Interviewers />
    </div>
  )
}
