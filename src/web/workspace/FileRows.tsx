import ChevronRight from "lucide-react/icons/chevron-right"
import type { ComponentProps } from "react"
import { nameOf } from "../../core/path.ts"
import { cx } from "../ui/cx.ts"
import { Spinner } from "../ui/Spinner.tsx"
import { FileIcon } from "./FileIcon.tsx"
import { NameInput } from "./NameInput.tsx"
import { PeopleDots } from "./PeopleDots.tsx"
import { ReviewMark, useReviewed } from "./ReviewMark.tsx"
import type { Row } from "./tree.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const indent = (depth: number) => ({ paddingLeft: 8 + depth * 14 })

interface ItemProps {
  id: string
  row: Extract<Row, { type: "item" }>
  selected: boolean
  renaming: boolean
  onPress: () => void
  onOpen: () => void
  onRename: ComponentProps<typeof NameInput>["onName"]
  onRenameEnd: ComponentProps<typeof NameInput>["onClose"]
}

export function ItemRow(props: ItemProps) {
  const { id, row, selected, renaming } = props
  const { item, depth, expanded } = row
  const { files } = useWorkspace()
  const dirty = useViewState((state) => state.unsaved.has(item.path))
  const reviewed = useReviewed(item.path)
  const name = nameOf(item.path)
  const marks = [reviewed && "changes of the agent wait for review", dirty && "not saved yet"].filter(Boolean)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the tree around it has the focus and the keys
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.size}
      aria-selected={selected}
      aria-label={[name, ...marks].join(", ")}
      {...(expanded !== null && { "aria-expanded": expanded })}
      data-path={item.path}
      data-kind={item.kind}
      title={item.path}
      onClick={renaming ? undefined : props.onPress}
      onDoubleClick={renaming ? undefined : props.onOpen}
      className={cx(
        "flex h-7 cursor-default items-center gap-1.5 rounded-sm pr-2 text-13 select-none",
        selected ? "bg-pressed group-focus-visible/tree:bg-selected" : "hover:bg-hover",
        selected &&
          "group-focus-visible/tree:outline group-focus-visible/tree:-outline-offset-1 group-focus-visible/tree:outline-focus",
        files.active === item.path && "font-medium",
      )}
      style={indent(depth)}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={cx("shrink-0 text-ink-3", expanded === null && "invisible", expanded && "rotate-90")}
      />
      <FileIcon name={name} kind={item.kind} open={expanded === true} />
      {renaming ? (
        <NameInput
          label={`New name of ${name}`}
          initial={name}
          onName={props.onRename}
          onClose={props.onRenameEnd}
        />
      ) : (
        <span className="min-w-0 flex-1 truncate">{name}</span>
      )}
      <ReviewMark path={item.path} />
      <PeopleDots path={item.path} />
      {dirty && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-ink-2" />}
    </div>
  )
}

interface DraftProps extends Pick<ComponentProps<typeof NameInput>, "onName" | "onClose"> {
  kind: "file" | "folder"
  /** Where it will be; "" is the workspace itself. */
  folder: string
  depth: number
}

export function DraftRow({ kind, folder, depth, onName, onClose }: DraftProps) {
  const where = folder === "" ? "" : ` in ${folder}`
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the field in it has the focus
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={false}
      className="flex h-7 items-center gap-1.5 pr-2"
      style={indent(depth)}
    >
      <ChevronRight size={12} aria-hidden className="invisible shrink-0" />
      <FileIcon name="" kind={kind} />
      <NameInput label={`Name of the new ${kind}${where}`} initial="" onName={onName} onClose={onClose} />
      {where !== "" && (
        <span aria-hidden className="max-w-2/5 shrink-0 truncate text-12 text-ink-3" title={folder}>
          {where.trim()}/
        </span>
      )}
    </div>
  )
}

export function MoreRow({ row, onRetry }: { row: Extract<Row, { type: "more" }>; onRetry: () => void }) {
  return (
    <div
      className="flex h-7 items-center gap-2 text-12 text-ink-3"
      style={{ paddingLeft: 26 + row.depth * 14 }}
    >
      {row.status === "failed" ? (
        <>
          This folder could not be listed.
          <button type="button" tabIndex={-1} className="text-focus underline" onClick={onRetry}>
            Try again
          </button>
        </>
      ) : (
        <>
          <Spinner /> Listing files
        </>
      )}
    </div>
  )
}
