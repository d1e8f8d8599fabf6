/** What can be done on the page that is open: told by the pages, offered by the palette and the shortcuts sheet. */
import { useEffect, useRef, useSyncExternalStore } from "react"

export interface PageCommand {
  /** In its own words: "New question". */
  label: string
  run: () => void
  /** A chord such as `alt+n`, or a plain letter; works while the page is open and nobody types. */
  keys?: string
}

export interface Found {
  href: string
  label: string
  detail?: string
}

/** Something that can be searched from everywhere: questions, interviews, people. */
export interface Source {
  heading: string
  /** At most a handful. Rejections are as if nothing was found. */
  search: (text: string, signal: AbortSignal) => Promise<readonly Found[]>
}

interface Registered {
  commands: readonly PageCommand[]
  sources: readonly Source[]
}

let registered: readonly Registered[] = []
let whole: Registered = { commands: [], sources: [] }
const listeners = new Set<() => void>()

function change(to: readonly Registered[]): void {
  registered = to
  whole = {
    commands: to.flatMap(({ commands }) => commands),
    sources: to.flatMap(({ sources }) => sources),
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function useRegistered(next: Registered, key: string): void {
  const current = useRef(next)
  useEffect(() => {
    current.current = next
  })
  useEffect(() => {
    const mine: Registered = {
      commands: current.current.commands.map((command, index) => ({
        ...command,
        run: () => current.current.commands[index]?.run(),
      })),
      sources: current.current.sources,
    }
    change([...registered, mine])
    return () => change(registered.filter((one) => one !== mine))
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what is offered is told again when its words change
  }, [key])
}

/** Offers acts while the component is mounted; leave out what cannot be done now. */
export function usePageCommands(commands: readonly (PageCommand | false | null)[]): void {
  const offered = commands.filter((one) => one !== false && one !== null)
  useRegistered(
    { commands: offered, sources: [] },
    offered.map(({ label, keys }) => `${label} ${keys}`).join("\n"),
  )
}

/** Lets the palette search something while the component is mounted; the same object each time. */
export function usePaletteSource(source: Source): void {
  useRegistered({ commands: [], sources: [source] }, source.heading)
}

export function useOffered(): { commands: readonly PageCommand[]; sources: readonly Source[] } {
  return useSyncExternalStore(subscribe, () => whole)
}
