import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from "react"
import { parentOf } from "../../core/path.ts"
import { cx } from "../ui/cx.ts"
import type { FileItem } from "../../protocol/messages.ts"
import { DraftRow, ItemRow, MoreRow } from "./FileRows.tsx"
import { findByPrefix, rowsOf, type Draft, type Row } from "./tree.ts"
import type { FileActions } from "./use-file-actions.ts"
import type { FileTreeModel } from "./use-file-tree.ts"
import { useWorkspace } from "./workspace.ts"

type Line = Row | { type: "draft"; draft: Draft; depth: number }

const ROW_PX = 28

interface Props {
  model: FileTreeModel
  /** Null where nothing may be changed. */
  actions: Pick<FileActions, "create" | "rename"> | null
  selected: FileItem | null
  onSelect: (item: FileItem) => void
  draft: Draft | null
  onDraft: (draft: Draft | null) => void
  renaming: string | null
  onRename: (path: string | null) => void
  onDelete: (item: FileItem) => void
}

/** The tree itself: only the rows in sight exist; the arrow keys move one place for the focus through all of them. */
export function FileTree(props: Props) {
  const { model, actions, selected, onSelect, draft, renaming } = props
  const { openFile, canEdit } = useWorkspace()
  const id = useId()
  const lines = useMemo(() => withDraft(rowsOf(model.tree), draft), [model.tree, draft])
  const active = lines.findIndex((line) => line.type === "item" && line.item.path === selected?.path)
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      return active < 0 || indexes.includes(active) ? indexes : [...indexes, active].toSorted((a, b) => a - b)
    },
  })
  const items = virtual.getVirtualItems()
  useLoadOnSight(lines, items.at(-1)?.index ?? 0, model)
  const typed = useTypeAhead()

  function go(index: number): void {
    const line = lines[index]
    if (line?.type !== "item") return
    onSelect(line.item)
    virtual.scrollToIndex(index)
  }

  /** A press leaves the focus here, so that the next key is about the same file. */
  function enter(item: FileItem, focus: boolean): void {
    if (item.kind === "folder") model.expand(item.path, !model.tree.expanded.has(item.path))
    else openFile(item.path, { focus })
  }

  function focusTree(): void {
    scroller.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const line = lines[active]
    const item = line?.type === "item" ? line.item : null
    const isOpen = item?.kind === "folder" && model.tree.expanded.has(item.path)
    const act = {
      ArrowDown: () => go(nextItem(lines, active, 1)),
      ArrowUp: () => go(nextItem(lines, active, -1)),
      Home: () => go(nextItem(lines, -1, 1)),
      End: () => go(nextItem(lines, lines.length, -1)),
      ArrowRight: () => {
        if (item?.kind !== "folder") return
        if (isOpen) go(nextItem(lines, active, 1))
        else model.expand(item.path, true)
      },
      ArrowLeft: () => {
        if (item && isOpen) model.expand(item.path, false)
        else if (item)
          go(lines.findIndex((one) => one.type === "item" && one.item.path === parentOf(item.path)))
      },
      Enter: () => item && enter(item, true),
      " ": () => item && enter(item, true),
      F2: () => item && canEdit && props.onRename(item.path),
      Delete: () => item && canEdit && props.onDelete(item),
    }[event.key]
    if (act) {
      event.preventDefault()
      typed.end()
      act()
    } else if (event.key.length === 1 && event.key !== "?") {
      const prefix = typed.add(event.key)
      go(findByPrefix(lines.filter(isRow), prefix, prefix.length === 1 ? active : active - 1))
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/aria-activedescendant-has-tabindex -- it has
    <div
      ref={scroller}
      role="tree"
      aria-label="Files"
      tabIndex={0}
      data-pane-focus
      aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const byKey = event.target === event.currentTarget && event.target.matches(":focus-visible")
        if (byKey && active < 0) go(nextItem(lines, -1, 1))
      }}
      className="group/tree relative min-h-0 flex-1 overflow-y-auto py-1 outline-none"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const line = lines[index]!
          return (
            <div
              key={keyOf(line)}
              role="presentation"
              className={cx(
                "absolute inset-x-1",
                (line.type === "draft" || keyOf(line) === renaming) && "z-10",
              )}
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              {line.type === "item" && (
                <ItemRow
                  id={`${id}-${index}`}
                  row={line}
                  selected={index === active}
                  renaming={renaming === line.item.path}
                  onPress={() => {
                    onSelect(line.item)
                    enter(line.item, false)
                  }}
                  onOpen={() => line.item.kind !== "folder" && enter(line.item, true)}
                  onRename={async (name) => actions?.rename(line.item.path, name)}
                  onRenameEnd={(why) => {
                    props.onRename(null)
                    if (why !== "left") focusTree()
                  }}
                />
              )}
              {line.type === "draft" && (
                <DraftRow
                  kind={line.draft.kind}
                  folder={line.draft.folder}
                  depth={line.depth}
                  onName={async (name) => {
                    if (actions) onSelect(await actions.create(line.draft, name))
                  }}
                  onClose={(why) => {
                    props.onDraft(null)
                    if (why === "key" || (why === "taken" && line.draft.kind === "folder")) focusTree()
                  }}
                />
              )}
              {line.type === "more" && <MoreRow row={line} onRetry={() => model.loadMore(line.path)} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const isRow = (line: Line): line is Row => line.type !== "draft"

function keyOf(line: Line): string {
  if (line.type === "item") return line.item.path
  return line.type === "more" ? `more:${line.path}` : "draft"
}

/** Puts the row where a new name is typed under its folder. */
function withDraft(rows: readonly Row[], draft: Draft | null): Line[] {
  if (!draft) return [...rows]
  const at = rows.findIndex((row) => row.type === "item" && row.item.path === draft.folder)
  const folder = rows[at]
  const depth = folder ? folder.depth + 1 : 0
  return (rows as readonly Line[]).toSpliced(at + 1, 0, { type: "draft", draft, depth })
}

function nextItem(lines: readonly Line[], from: number, by: 1 | -1): number {
  let index = from + by
  while (lines[index] && lines[index]!.type !== "item") index += by
  return index
}

/** Lists on when the end of a long folder comes into sight. */
function useLoadOnSight(lines: readonly Line[], last: number, model: FileTreeModel): void {
  const seen = lines.slice(0, last + 1).findLast((line) => line.type === "more")
  const path = seen?.type === "more" && seen.status === "ready" ? seen.path : null
  const { loadMore } = model
  useEffect(() => {
    if (path !== null) loadMore(path)
  }, [path, loadMore])
}

const TYPE_AHEAD_MS = 700

/** Gathers what is typed quickly into one prefix, which any other key ends. */
function useTypeAhead() {
  const typed = useRef({ text: "", at: 0 })
  return {
    add: (key: string) => {
      const now = Date.now()
      const { text, at } = typed.current
      typed.current = { text: now - at < TYPE_AHEAD_MS ? text + key : key, at: now }
      return typed.current.text
    },
    end: () => {
      typed.current = { text: "", at: 0 }
    },
  }
}
