import NotebookPen from "lucide-react/icons/notebook-pen"
import { composingOf } from "../acts/composing.ts"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useView, useViewState } from "../workspace/view.ts"
import type { Line } from "./moments.ts"

const ACTOR_DOT = {
  candidate: "bg-candidate",
  agent: "bg-agent",
  assessor: "bg-assessor",
  viewer: "bg-starter",
  shell: "bg-shell",
  system: "bg-starter",
} as const

/** What happened, newest first; an assessor takes a note on any of it. */
export function MomentList({ lines }: { lines: readonly Line[] }) {
  const view = useView()
  const notes = useViewState((state) => state.you?.role === "assessor")
  return (
    <>
      <PaneHeader className="border-t">Moments</PaneHeader>
      <ScrollRegion label="Moments" className="min-h-40 flex-1 overflow-y-auto px-3 py-2" data-pane-focus>
        {lines.length === 0 && <p className="text-ink-2">What happens is listed here, newest first.</p>}
        <ol>
          {lines.toReversed().map((line) => (
            <li key={line.id} className="group relative flex gap-2 py-1">
              <span
                aria-hidden
                className={cx("mt-1.5 size-2 shrink-0 rounded-full", ACTOR_DOT[line.actor])}
              />
              <span className="min-w-0 flex-1 break-words">
                {line.text}
                <span className="sr-only">, by {line.actor}</span>
              </span>
              {notes && (
                <IconButton
                  label={`Take a note on this: ${line.text}`}
                  className="absolute top-0.5 right-0 size-6 bg-canvas opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
                  onClick={() =>
                    composingOf(view).begin({
                      kind: "note",
                      moment: { seq: Number(line.id), text: line.text },
                      note: null,
                    })
                  }
                >
                  <NotebookPen size={14} aria-hidden />
                </IconButton>
              )}
              <time
                className="text-12 leading-5 text-ink-3 tabular-nums"
                dateTime={new Date(line.at).toISOString()}
                title={fullDate(line.at)}
              >
                {timeOfDay(line.at)}
              </time>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </>
  )
}
