import { Dialog } from "../ui/Dialog.tsx"
import { useOffered } from "./commands.ts"
import { Keys } from "./Keys.tsx"

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  places: readonly { label: string; keys: string }[]
}

const EVERYWHERE = [
  { label: "Go somewhere or do something", keys: "mod+k" },
  { label: "Search the list", keys: "/" },
  { label: "Save the form", keys: "mod+s" },
  { label: "Keyboard shortcuts", keys: "?" },
]
const IN_LISTS = [
  { label: "Next row", keys: "↓" },
  { label: "Previous row", keys: "↑" },
  { label: "Open the row", keys: "enter" },
  { label: "Choose the row", keys: "space" },
  { label: "From a control back to its row", keys: "esc" },
]

/** Everything that can be done by key on the page that is open. */
export function ShortcutSheet({ open, onOpenChange, places }: Props) {
  const { commands } = useOffered()
  const here = commands.flatMap(({ label, keys }) => (keys ? [{ label, keys }] : []))
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" className="max-w-160">
      <div className="mt-2 gap-8 sm:columns-2">
        <Group title="On this page" items={here} />
        <Group title="Everywhere" items={EVERYWHERE} />
        <Group title="In lists" items={IN_LISTS} />
        <Group title="Go to" items={places} />
      </div>
    </Dialog>
  )
}

function Group({ title, items }: { title: string; items: readonly { label: string; keys: string }[] }) {
  if (items.length === 0) return null
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-12 font-medium text-ink-3">{title}</h3>
      <dl>
        {items.map(({ label, keys }) => (
          <div key={label} className="flex h-7 items-center justify-between gap-4">
            <dt className="truncate">{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
