import ChevronRight from "lucide-react/icons/chevron-right"
import { useEffect, useMemo, useState, type KeyboardEvent } from "react"
import { cx } from "../ui/cx.ts"
import { FileIcon } from "../workspace/FileIcon.tsx"
import { openRows, type PartRow, partRows } from "./part-rows.ts"
import { useEditing } from "./use-editing.ts"

interface Props {
  /** The file that is shown. */
  open: string
  /** The row that acts are about, by its path. */
  chosen: string
  onChoose: (path: string) => void
  onOpen: (path: string) => void
  onDelete: (path: string) => void
  onRename: (path: string) => void
}

/** The files by part and language: arrows walk, Enter opens, F2 renames, Delete deletes. */
export function PartTree({ open, chosen, onChoose, onOpen, onDelete, onRename }: Props) {
  const { question, dirty } = useEditing()
  const { files, languages } = question
  const all = useMemo(
    () =>
      partRows(
        files.map(({ path }) => path),
        languages,
      ),
    [files, languages],
  )
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const rows = openRows(all, closed)
  const selected = rows.find(({ path }) => path === chosen) ?? rows[0]
  const shown = selected && rowId(selected)
  useEffect(() => {
    if (shown !== undefined) document.getElementById(shown)?.scrollIntoView({ block: "nearest" })
  }, [shown])

  const fold = (row: PartRow, close: boolean) =>
    setClosed((now) => {
      const next = new Set(now)
      if (close) next.add(row.path)
      else next.delete(row.path)
      return next
    })
  const press = (row: PartRow) => {
    onChoose(row.path)
    if (row.kind === "file") onOpen(row.path)
    else fold(row, !closed.has(row.path))
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!selected || event.ctrlKey || event.metaKey || event.altKey) return
    const at = rows.indexOf(selected)
    const go = (row: PartRow | undefined) => row && onChoose(row.path)
    const isOpen = selected.kind === "group" && !closed.has(selected.path)
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(rows[at + 1]),
      ArrowUp: () => go(rows[at - 1]),
      Home: () => go(rows[0]),
      End: () => go(rows.at(-1)),
      ArrowRight: () => {
        if (selected.kind === "file") return
        if (isOpen) go(rows[at + 1])
        else fold(selected, false)
      },
      ArrowLeft: () => {
        if (isOpen) fold(selected, true)
        else go(rows.slice(0, at).findLast(({ level }) => level < selected.level))
      },
      Enter: () => press(selected),
      " ": () => press(selected),
      F2: () => onRename(selected.path),
      Delete: () => onDelete(selected.path),
    }
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  return (
    <div
      role="tree"
      aria-label="Files of the question"
      tabIndex={0}
      aria-activedescendant={shown}
      onKeyDown={onKeyDown}
      className="group/tree min-h-0 flex-1 overflow-y-auto p-1 outline-offset-[-2px]"
    >
      {rows.map((row) => (
        <TreeRow
          key={row.path}
          row={row}
          selected={row === selected}
          active={row.path === open}
          open={row.kind === "group" ? !closed.has(row.path) : null}
          dirty={dirty.includes(row.path)}
          onPress={() => press(row)}
        />
      ))}
    </div>
  )
}

const rowId = ({ path }: PartRow): string => `part-${path}`

interface RowProps {
  row: PartRow
  selected: boolean
  active: boolean
  open: boolean | null
  dirty: boolean
  onPress: () => void
}

function TreeRow({ row, selected, active, open, dirty, onPress }: RowProps) {
  const { label, level, kind, count } = row
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the tree around it has the focus and the keys
    <div
      id={rowId(row)}
      role="treeitem"
      aria-level={level}
      aria-selected={selected}
      aria-label={dirty ? `${label}, not saved` : label}
      {...(open !== null && { "aria-expanded": open })}
      onClick={onPress}
      title={row.path.startsWith(":") ? undefined : row.path}
      style={{ paddingLeft: 4 + (level - 1) * 12 }}
      className={cx(
        "flex h-7 cursor-default items-center gap-1.5 rounded-sm pr-2 text-13 select-none",
        selected ? "bg-pressed group-focus-visible/tree:bg-selected" : "hover:bg-hover",
        kind === "group" && level === 1 && "font-medium",
        active && "font-medium",
      )}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={cx("shrink-0 text-ink-3", open === null && "invisible", open && "rotate-90")}
      />
      {kind === "file" && (
        <FileIcon name={label.slice(label.lastIndexOf("/") + 1)} kind="file" open={false} />
      )}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {kind === "group" && count === 0 && <span className="text-12 text-ink-3">none</span>}
      {dirty && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-ink-2" />}
    </div>
  )
}
