/** The terminals a person sees as tabs: those that live, and those that ended while they looked. */
import type { TerminalState } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"

export interface TerminalTab {
  id: string
  label: string
  by: "person" | "agent"
  exited: boolean
}

/**
 * The tabs after the session's terminals changed. One that is gone stays, as ended, until it is closed; numbers are
 * not used twice while others are open.
 */
export function followTerminals(
  tabs: readonly TerminalTab[],
  terminals: readonly TerminalState[],
  language: Language,
  closed: ReadonlySet<string>,
): readonly TerminalTab[] {
  const living = terminals.filter((one) => one.language === language && !closed.has(one.id))
  const ids = new Set(living.map(({ id }) => id))
  const kept = tabs
    .filter(({ id }) => !closed.has(id))
    .map((tab) => (tab.exited === !ids.has(tab.id) ? tab : { ...tab, exited: !ids.has(tab.id) }))
  const added: TerminalTab[] = []
  for (const { id, openedBy } of living) {
    if (kept.some((tab) => tab.id === id)) continue
    const by = openedBy.kind === "agent" ? "agent" : "person"
    added.push({ id, label: nextLabel([...kept, ...added], by), by, exited: false })
  }
  const same = added.length === 0 && kept.length === tabs.length && kept.every((tab, at) => tab === tabs[at])
  return same ? tabs : [...kept, ...added]
}

function nextLabel(tabs: readonly TerminalTab[], by: TerminalTab["by"]): string {
  const name = by === "agent" ? "Agent" : "Terminal"
  const taken = new Set(tabs.map(({ label }) => label))
  let number = 1
  while (taken.has(`${name} ${number}`)) number++
  return `${name} ${number}`
}
