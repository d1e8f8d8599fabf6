import { Command } from "cmdk"
import { Dialog } from "radix-ui"
import { useEffect, useState, type ReactNode } from "react"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { useGo } from "../ui/Link.tsx"
import { useOffered, type Found, type Source } from "./commands.ts"
import { Keys } from "./Keys.tsx"

const ITEM =
  "flex h-8 cursor-default items-center gap-2 rounded-sm px-2 text-13 data-[selected=true]:bg-selected"
const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3"

export interface Entry {
  label: string
  run: () => void
  icon?: ReactNode
  keys?: string
}

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What can be done anywhere: places to go, the theme, signing out. */
  groups: readonly { heading: string; entries: readonly Entry[] }[]
}

/** One field for acts, places, and whatever the pages let be searched. */
export function Palette({ open, onOpenChange, groups }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className={cx(
            FLOATING,
            "fixed top-[12vh] left-1/2 flex max-h-[70vh] w-[calc(100vw-32px)] max-w-140 -translate-x-1/2 flex-col",
          )}
        >
          <Dialog.Title className="sr-only">Go somewhere or do something</Dialog.Title>
          <Contents groups={groups} close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Contents({ groups, close }: { groups: Props["groups"]; close: () => void }) {
  const { commands, sources } = useOffered()
  const [text, setText] = useState("")
  const go = useGo()
  const choose = (act: () => void) => {
    close()
    requestAnimationFrame(act)
  }
  return (
    <Command label="Places and acts" loop className="flex min-h-0 flex-col">
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Go somewhere or do something"
        className="h-10 shrink-0 border-b border-line bg-transparent px-4 text-14 outline-none placeholder:text-ink-3"
      />
      <Command.List className="relative min-h-0 overflow-y-auto p-1">
        <Command.Empty className="p-4 text-ink-2">Nothing here has that name.</Command.Empty>
        {[{ heading: "On this page", entries: commands }, ...groups].map(
          ({ heading, entries }) =>
            entries.length > 0 && (
              <Command.Group key={heading} heading={heading} className={GROUP}>
                {entries.map((entry: Entry) => (
                  <Command.Item
                    key={entry.label}
                    value={`${heading} ${entry.label}`}
                    className={ITEM}
                    onSelect={() => choose(entry.run)}
                  >
                    {entry.icon}
                    <span className="flex-1 truncate">{entry.label}</span>
                    {entry.keys && <Keys keys={entry.keys} />}
                  </Command.Item>
                ))}
              </Command.Group>
            ),
        )}
        {sources.map((source) => (
          <Results
            key={source.heading}
            source={source}
            text={text}
            onChoose={(href) => choose(() => go(href))}
          />
        ))}
      </Command.List>
    </Command>
  )
}

/** Long enough that a word is typed and not each letter searched for. */
const QUIET_MS = 150

function Results(props: { source: Source; text: string; onChoose: (href: string) => void }) {
  const { source, onChoose } = props
  const text = props.text.trim()
  const [found, setFound] = useState<{ text: string; items: readonly Found[] }>({ text: "", items: [] })
  useEffect(() => {
    if (text.length < 2) return
    const gone = new AbortController()
    const timer = setTimeout(() => {
      source
        .search(text, gone.signal)
        .catch(() => [])
        .then(
          (items) => gone.signal.aborted || setFound({ text, items }),
          () => undefined,
        )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [source, text])
  if (text.length < 2 || found.items.length === 0) return null
  return (
    <Command.Group heading={source.heading} className={GROUP}>
      {found.items.map(({ href, label, detail }) => (
        <Command.Item
          key={href}
          value={`${source.heading} ${href}`}
          keywords={[text]}
          className={ITEM}
          onSelect={() => onChoose(href)}
        >
          <span className="truncate">{label}</span>
          {detail && <span className="truncate text-12 text-ink-3">{detail}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
