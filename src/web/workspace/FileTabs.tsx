import X from "lucide-react/icons/x"
import { useEffect, useRef } from "react"
import { nameOf, parentOf } from "../../core/path.ts"
import { Tooltip } from "../ui/Tooltip.tsx"
import { cx } from "../ui/cx.ts"
import { FileIcon } from "./FileIcon.tsx"
import { PeopleDots } from "./PeopleDots.tsx"
import { ReviewMark } from "./ReviewMark.tsx"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** The open files. A list of buttons rather than a tab list, since each also carries a button to close it. */
export function FileTabs() {
  const { files } = useWorkspace()
  return (
    <nav aria-label="Open files" className="h-8 shrink-0 border-b border-line bg-canvas">
      <ul className="relative flex h-full overflow-x-auto overflow-y-hidden [scrollbar-width:none]">
        {files.open.map((path) => (
          <FileTab key={path} path={path} active={path === files.active} label={labelOf(path, files.open)} />
        ))}
      </ul>
    </nav>
  )
}

/** The name; with its folder where two open files share it. */
function labelOf(path: string, open: readonly string[]): string {
  const name = nameOf(path)
  const twin = open.some((other) => other !== path && nameOf(other) === name)
  return twin ? `${name} · ${nameOf(parentOf(path)) || "/"}` : name
}

const MIDDLE = 1

function FileTab({ path, active, label }: { path: string; active: boolean; label: string }) {
  const { openFile, closeFile } = useWorkspace()
  const dirty = useViewState((state) => state.unsaved.has(path))
  const ref = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }, [active])
  return (
    <li
      ref={ref}
      className={cx(
        "group relative flex max-w-56 shrink-0 items-center border-r border-line pr-1",
        active ? "bg-surface" : "text-ink-2 hover:bg-hover",
      )}
    >
      {active && <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 bg-ink" />}
      <button
        type="button"
        aria-current={active ? "true" : undefined}
        title={path}
        onClick={() => openFile(path)}
        onMouseDown={(event) => event.button === MIDDLE && event.preventDefault()}
        onAuxClick={(event) => event.button === MIDDLE && closeFile(path)}
        className="flex h-full min-w-0 items-center gap-1.5 pl-3 text-13 -outline-offset-2 focus-visible:-outline-offset-2"
      >
        <FileIcon name={nameOf(path)} />
        <span className="truncate">{label}</span>
        <ReviewMark path={path} />
        <PeopleDots path={path} />
        {dirty && <span className="sr-only">, not saved yet</span>}
      </button>
      <Tooltip label="Close" shortcut="close-tab">
        <button
          type="button"
          aria-label={`Close ${nameOf(path)}`}
          onClick={() => closeFile(path)}
          className="relative ml-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-pressed hover:text-ink"
        >
          {dirty && (
            <span
              aria-hidden
              className="size-2 rounded-full bg-ink-2 group-focus-within:hidden group-hover:hidden"
            />
          )}
          <X
            size={14}
            aria-hidden
            className={cx(
              dirty && "hidden group-focus-within:block group-hover:block",
              !dirty && !active && "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100",
            )}
          />
        </button>
      </Tooltip>
    </li>
  )
}
