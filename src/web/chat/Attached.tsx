import FileText from "lucide-react/icons/file-text"
import FlaskConical from "lucide-react/icons/flask-conical"
import TextSelect from "lucide-react/icons/text-select"
import X from "lucide-react/icons/x"
import type { Attach } from "../../protocol/assistance.ts"
import { attachLabel } from "./draft.ts"

const ICONS = { file: FileText, selection: TextSelect, test: FlaskConical } as const

/** Something that goes along with a message, until it is taken out again. */
export function Attached({ one, onRemove }: { one: Attach; onRemove: () => void }) {
  const Icon = ICONS[one.kind]
  const label = attachLabel(one)
  return (
    <li className="flex h-6 max-w-full items-center gap-1 rounded-sm border border-line bg-canvas pl-1.5 text-12">
      <Icon size={12} aria-hidden className="shrink-0 text-ink-3" />
      <span className="truncate" title={one.kind === "test" ? one.id : one.path}>
        {label}
      </span>
      <button
        type="button"
        aria-label={`Do not send ${label} along`}
        onClick={onRemove}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  )
}
