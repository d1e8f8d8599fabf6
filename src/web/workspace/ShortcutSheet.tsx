import { Dialog } from "../ui/Dialog.tsx"
import { Kbd } from "../ui/Kbd.tsx"
import { SHORTCUT_GROUPS, SHORTCUT_IDS, SHORTCUTS, type Actions } from "../ui/shortcuts.ts"

interface Props {
  actions: Actions
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Everything that can be done by key here. */
export function ShortcutSheet({ actions, open, onOpenChange }: Props) {
  const ids = SHORTCUT_IDS.filter((id) => actions[id] && SHORTCUTS[id].keys.length > 0)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="In a file, Escape and then Tab leads out of the editor. In the terminal, keys go to the shell; F6 leads out."
      className="max-w-160"
    >
      <div className="mt-2 gap-8 sm:columns-2">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-12 font-medium text-ink-3">{group}</h3>
            <dl>
              {ids
                .filter((id) => SHORTCUTS[id].group === group)
                .map((id) => (
                  <div key={id} className="flex h-7 items-center justify-between gap-4">
                    <dt className="truncate">{SHORTCUTS[id].title}</dt>
                    <dd>
                      <Kbd keys={SHORTCUTS[id].keys[0]!} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
