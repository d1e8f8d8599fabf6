import Check from "lucide-react/icons/check"
import Ellipsis from "lucide-react/icons/ellipsis"
import { DropdownMenu } from "radix-ui"
import type { ReactNode } from "react"
import { IconButton } from "./Button.tsx"
import { cx } from "./cx.ts"
import { FLOATING, MENU_ITEM } from "./floating.ts"
import { Kbd } from "./Kbd.tsx"

export type MenuEntry =
  | {
      label: string
      run: () => void
      icon?: ReactNode
      /** Shown at its end; whoever offers it also listens for it. */
      keys?: string
      danger?: boolean
      disabled?: boolean
    }
  | { heading: string }
  | "line"
  /** One of several; the menu stays open. */
  | { label: string; chosen: boolean; run: () => void }

interface Props {
  /** What opens it; takes a ref. */
  trigger: ReactNode
  entries: readonly (MenuEntry | false | null)[]
  align?: "start" | "end"
  side?: "top" | "bottom"
  className?: string
}

/** A list of acts behind a button. */
export function Menu({ trigger, entries, align = "end", side = "bottom", className }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            FLOATING,
            "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1",
            className,
          )}
        >
          {entries.map((entry, index) => entry && <Entry key={keyOf(entry, index)} entry={entry} />)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The menu of one row or one thing, behind three dots; `label` says of what: "More about Robin Okafor". */
export function MoreMenu({ label, entries }: { label: string; entries: Props["entries"] }) {
  return (
    <Menu
      entries={entries}
      trigger={
        <IconButton label={label}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    />
  )
}

function keyOf(entry: MenuEntry, index: number): string {
  if (entry === "line") return `line ${index}`
  return "heading" in entry ? `heading ${entry.heading}` : entry.label
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === "line") return <DropdownMenu.Separator className="my-1 h-px bg-line" />
  if ("heading" in entry)
    return (
      <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-12 text-ink-3">{entry.heading}</DropdownMenu.Label>
    )
  if ("chosen" in entry)
    return (
      <DropdownMenu.CheckboxItem
        checked={entry.chosen}
        onCheckedChange={entry.run}
        onSelect={(event) => event.preventDefault()}
        className={MENU_ITEM}
      >
        <span className="w-4">
          <DropdownMenu.ItemIndicator>
            <Check size={14} aria-hidden />
          </DropdownMenu.ItemIndicator>
        </span>
        {entry.label}
      </DropdownMenu.CheckboxItem>
    )
  return (
    <DropdownMenu.Item
      disabled={entry.disabled ?? false}
      onSelect={entry.run}
      className={cx(MENU_ITEM, entry.danger && "text-fail")}
    >
      {entry.icon}
      <span className="flex-1 truncate">{entry.label}</span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </DropdownMenu.Item>
  )
}
