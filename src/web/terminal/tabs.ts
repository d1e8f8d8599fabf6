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
 * not used twice while others are open. The same array when nothing changed.
 */
export function followTerminals(
  tabs: readonly TerminalTab[],
  terminals: readonly TerminalState[],
  language: Language,
  closed: readonly string[],
): readonly TerminalTab[] {
  const living = terminals.filter((one) => one.language === language && !closed.includes(one.id))
  const ids = new Set(living.map(({ id }) => id))
  const kept = tabs
    .filter(({ id }) => !closed.includes(id))
    .map((tab) => (tab.exited === !ids.has(tab.id) ? tab : { ...tab, exited: !ids.has(tab.id) }))
  const all = living.reduce<readonly TerminalTab[]>((all, { id, openedBy }) => {
    if (all.some((tab) => tab.id === id)) return all
    const by = openedBy.kind === "agent" ? "agent" : "person"
    return [...all, { id, label: nextLabel(all, by), by, exited: false }]
  }, kept)
  return all.length === tabs.length && all.every((tab, at) => tab === tabs[at]) ? tabs : all
}

function nextLabel(tabs: readonly TerminalTab[], by: TerminalTab["by"]): string {
  const name = by === "agent" ? "Agent" : "Terminal"
  const taken = new Set(tabs.map(({ label }) => label))
  let number = 1
  while (taken.has(`${name} ${number}`)) number++
  return `${name} ${number}`
}
