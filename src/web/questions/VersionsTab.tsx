import History from "lucide-react/icons/history"
import { useState } from "react"
import type { QuestionChanges } from "../../protocol/library.ts"
import { cx } from "../ui/cx.ts"
import { EmptyState } from "../ui/states.tsx"
import { Badge } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"
import { DiffDialog, type FileChange } from "./DiffDialog.tsx"
import { useEditing } from "./use-editing.ts"

/** What was published when, and what changed with it. */
export function VersionsTab() {
  const { question } = useEditing()
  const { versions, changes, status } = question
  const [shown, setShown] = useState<FileChange | null>(null)
  if (versions.length === 0)
    return (
      <EmptyState icon={<History size={18} aria-hidden />} title="No versions yet">
        {question.origin === "built-in"
          ? "This question comes with the product and changes with it. Copy it to have versions of your own."
          : "Publishing keeps the draft as a version. Interviews keep the version they started with, whatever you change later."}
      </EmptyState>
    )
  return (
    <>
      <ol className="flex max-w-200 flex-col gap-3">
        {status === "changed" && (
          <li className="rounded-md border border-line-strong border-dashed px-4 py-3">
            <h2 className="text-13 font-medium">Draft, not published</h2>
            <Changes changes={changes} from={versions[0]?.number ?? 1} to="draft" onShow={setShown} />
          </li>
        )}
        {versions.map(({ number, published, note, changes, claims, digest }, at) => (
          <li key={number} className="rounded-md border border-line bg-surface px-4 py-3">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="text-14 font-semibold">Version {number}</h2>
              {at === 0 && <Badge>latest</Badge>}
              <span className="text-12 text-ink-2">
                {published.by}, <Ago at={published.at} />
              </span>
              <span className="ml-auto text-12 text-ink-3">
                {claims} claims held · <code className="font-mono">{digest.slice(0, 12)}</code>
              </span>
            </div>
            {note && <p className="mt-1 text-13 whitespace-pre-wrap">{note}</p>}
            {number > 1 && <Changes changes={changes} from={number - 1} to={number} onShow={setShown} />}
          </li>
        ))}
      </ol>
      {shown && <DiffDialog id={question.id} change={shown} onClose={() => setShown(null)} />}
    </>
  )
}

interface ChangesProps {
  changes: QuestionChanges
  from: number
  to: number | "draft"
  onShow: (change: FileChange) => void
}

function Changes({ changes: { added, changed, removed }, from, to, onShow }: ChangesProps) {
  const lines = [
    ...added.map((path) => ["+", "added", "text-pass", { path, from: null, to }] as const),
    ...changed.map((path) => ["~", "changed", "text-ink-2", { path, from, to }] as const),
    ...removed.map((path) => ["-", "removed", "text-fail", { path, from, to: null }] as const),
  ]
  return (
    <ul className="mt-2 font-mono text-12">
      {lines.map(([sign, word, colour, change]) => (
        <li key={change.path}>
          <button
            type="button"
            className={cx("min-h-6 rounded-sm text-left hover:underline", colour)}
            onClick={() => onShow(change)}
          >
            <span aria-hidden>{sign} </span>
            <span className="sr-only">{word}: </span>
            {change.path}
          </button>
        </li>
      ))}
    </ul>
  )
}
