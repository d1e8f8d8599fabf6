import { nameOf, parentOf } from "../../core/path.ts"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { FileIcon } from "../workspace/FileIcon.tsx"
import type { Mention } from "./mention.ts"

interface Props {
  id: string
  mention: Mention | null
  offered: readonly string[]
  at: number
  onChoose: (path: string) => void
}

/** Files to name in a message. The field keeps the focus; its arrow keys move here. */
export function Mentions({ id, mention, offered, at, onChoose }: Props) {
  if (!mention) return null
  return (
    <div className={cx(FLOATING, "absolute right-2 bottom-full left-2 z-10 mb-1 p-1")}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no list of choices of the browser's stands beside a field */}
      <div id={id} role="listbox" aria-label="Files" className="max-h-60 overflow-y-auto">
        {offered.map((path, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the focus and the keys
          <div
            key={path}
            id={`${id}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(path)}
            className={cx(
              "flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-13",
              index === at ? "bg-selected" : "hover:bg-hover",
            )}
          >
            <FileIcon name={nameOf(path)} />
            <span className="shrink-0">{nameOf(path)}</span>
            <span className="truncate text-12 text-ink-3">{parentOf(path)}</span>
          </div>
        ))}
      </div>
      {offered.length === 0 && <p className="px-2 py-1 text-12 text-ink-2">No file has that name.</p>}
    </div>
  )
}
