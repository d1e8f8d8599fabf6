import { Command } from "cmdk"
import { Dialog } from "radix-ui"
import { useEffect, useState } from "react"
import { nameOf, parentOf } from "../../core/path.ts"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { Kbd } from "../ui/Kbd.tsx"
import { SHORTCUT_GROUPS, SHORTCUT_IDS, SHORTCUTS, type Actions } from "../ui/shortcuts.ts"
import { FileIcon } from "./FileIcon.tsx"
import { findFiles } from "./find-files.ts"
import { useView } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const ITEM =
  "flex h-8 cursor-default items-center gap-2 rounded-sm px-2 text-13 data-[selected=true]:bg-selected"
const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3"

interface Props {
  actions: Actions
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** One field that finds files and commands. */
export function Palette({ actions, open, onOpenChange }: Props) {
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
          <Dialog.Title className="sr-only">Find a file or a command</Dialog.Title>
          <Contents actions={actions} close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Contents({ actions, close }: { actions: Actions; close: () => void }) {
  const { openFile, files } = useWorkspace()
  const [wanted, setWanted] = useState("")
  const found = useFoundFiles(files.open)
  const offered = wanted === "" ? files.open : found
  const ids = SHORTCUT_IDS.filter((id) => id !== "palette" && actions[id])
  const choose = (act: () => void) => {
    close()
    requestAnimationFrame(act)
  }
  return (
    <Command label="Files and commands" loop className="flex min-h-0 flex-col">
      <Command.Input
        value={wanted}
        onValueChange={setWanted}
        placeholder="Find a file or a command"
        className="h-10 shrink-0 border-b border-line bg-transparent px-4 text-14 outline-none placeholder:text-ink-3"
      />
      <Command.List className="relative min-h-0 overflow-y-auto p-1">
        <Command.Empty className="p-4 text-ink-2">Nothing here has that name.</Command.Empty>
        <Command.Group heading="Files" className={GROUP}>
          {offered.map((path) => (
            <Command.Item
              key={path}
              value={`file ${path}`}
              className={ITEM}
              onSelect={() => choose(() => openFile(path))}
            >
              <FileIcon name={nameOf(path)} />
              <span>{nameOf(path)}</span>
              <span className="truncate text-12 text-ink-3">{parentOf(path)}</span>
            </Command.Item>
          ))}
        </Command.Group>
        {SHORTCUT_GROUPS.map((group) => {
          const members = ids.filter((id) => SHORTCUTS[id].group === group)
          return (
            members.length > 0 && (
              <Command.Group key={group} heading={group} className={GROUP}>
                {members.map((id) => (
                  <Command.Item
                    key={id}
                    value={SHORTCUTS[id].title}
                    className={ITEM}
                    onSelect={() => choose(() => actions[id]?.())}
                  >
                    <span className="flex-1">{SHORTCUTS[id].title}</span>
                    {SHORTCUTS[id].keys[0] && <Kbd keys={SHORTCUTS[id].keys[0]} />}
                  </Command.Item>
                ))}
              </Command.Group>
            )
          )
        })}
      </Command.List>
    </Command>
  )
}

/** Open files at once, then the workspace's others as they are listed. */
function useFoundFiles(open: readonly string[]): readonly string[] {
  const view = useView()
  const [found, setFound] = useState<readonly string[]>(open)
  useEffect(() => {
    const gone = new AbortController()
    findFiles(view, gone.signal, (paths) => setFound([...new Set([...open, ...paths])])).catch(
      () => undefined,
    )
    return () => gone.abort()
  }, [view, open])
  return found
}
