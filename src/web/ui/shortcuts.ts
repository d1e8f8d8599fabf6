/** Every act a person can do by key: the one list behind the palette, the shortcuts sheet, tooltips and key handling. */

export const SHORTCUT_GROUPS = ["Interview", "Files", "Agent", "Panes", "View"] as const
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number]

export interface Shortcut {
  title: string
  group: ShortcutGroup
  /** `mod` is Ctrl, or Command on a Mac. The first is the one shown. */
  keys: readonly string[]
  /** Does it also work while a shell has the focus? Others belong to the shell there. */
  inTerminal?: true
  /** The editor carries it out, where its cursor is; elsewhere the keys mean nothing. */
  inEditor?: true
}

const list = {
  "run-tests": { title: "Run all tests", group: "Interview", keys: ["mod+enter"], inTerminal: true },
  "run-failed": {
    title: "Run failed tests",
    group: "Interview",
    keys: ["mod+shift+enter"],
    inTerminal: true,
  },
  "cancel-tests": { title: "Cancel the test run", group: "Interview", keys: [] },
  "change-language": { title: "Change the language", group: "Interview", keys: [] },
  submit: { title: "Submit this question", group: "Interview", keys: [] },
  withdraw: { title: "End the interview", group: "Interview", keys: [] },
  interviewers: { title: "What the interviewers sent", group: "Interview", keys: ["alt+i"] },
  say: { title: "Message to the candidate", group: "Interview", keys: ["alt+m"] },
  ask: { title: "Question to the candidate", group: "Interview", keys: ["alt+a"] },
  point: { title: "Point at the selected lines", group: "Interview", keys: ["alt+p"], inEditor: true },
  note: { title: "Private note", group: "Interview", keys: ["alt+o"] },
  palette: { title: "Find a file or a command", group: "Files", keys: ["mod+k"] },
  save: { title: "Save the file", group: "Files", keys: ["mod+s"] },
  "new-file": { title: "New file", group: "Files", keys: ["alt+n"] },
  "close-tab": { title: "Close the file", group: "Files", keys: ["alt+w"] },
  "next-tab": { title: "Next open file", group: "Files", keys: ["alt+pagedown"] },
  "previous-tab": { title: "Previous open file", group: "Files", keys: ["alt+pageup"] },
  agent: { title: "Message to the agent", group: "Agent", keys: ["mod+i"] },
  "stop-agent": { title: "Stop the agent", group: "Agent", keys: ["alt+s"] },
  "follow-agent": { title: "Follow the agent or not", group: "Agent", keys: ["alt+g"] },
  "next-change": { title: "Next change of the agent", group: "Agent", keys: ["f7"] },
  "previous-change": { title: "Previous change of the agent", group: "Agent", keys: ["shift+f7"] },
  "accept-change": { title: "Accept this change", group: "Agent", keys: ["alt+enter"], inEditor: true },
  "reject-change": { title: "Reject this change", group: "Agent", keys: ["alt+delete"], inEditor: true },
  "accept-all": { title: "Accept all changes in the file", group: "Agent", keys: [] },
  "reject-all": { title: "Reject all changes in the file", group: "Agent", keys: [] },
  "next-pane": { title: "Go to the next pane", group: "Panes", keys: ["f6"], inTerminal: true },
  "previous-pane": { title: "Go to the previous pane", group: "Panes", keys: ["shift+f6"], inTerminal: true },
  terminal: { title: "Terminal", group: "Panes", keys: ["mod+j"], inTerminal: true },
  "new-terminal": { title: "New terminal", group: "Panes", keys: ["mod+shift+j"], inTerminal: true },
  tests: { title: "Tests", group: "Panes", keys: ["alt+t"] },
  question: { title: "Show or fold the question", group: "Panes", keys: ["alt+q"] },
  files: { title: "Show or fold the files", group: "Panes", keys: ["mod+b"] },
  theme: { title: "Next theme", group: "View", keys: [] },
  vim: { title: "Vim keys on or off", group: "View", keys: [] },
  larger: { title: "Larger code", group: "View", keys: [] },
  smaller: { title: "Smaller code", group: "View", keys: [] },
  clock: { title: "Show or hide the clock", group: "View", keys: [] },
  shortcuts: { title: "Keyboard shortcuts", group: "View", keys: ["?"] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof list
export const SHORTCUTS: Record<ShortcutId, Shortcut> = list
export const SHORTCUT_IDS = Object.keys(list) as ShortcutId[]

/** What the running page does for each; one that is absent cannot be done now. */
export type Actions = Partial<Record<ShortcutId, () => void>>

export interface Chord {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  code: string
}

/** Is this key press the chord `keys`, such as `mod+shift+enter`? Letters under Alt are told by their place on the keyboard. */
export function pressed(keys: string, event: Chord, mac: boolean): boolean {
  const parts = keys.split("+")
  const key = parts.at(-1)!
  const mod = parts.includes("mod")
  const alt = parts.includes("alt")
  if (alt !== event.altKey) return false
  if ((mac ? event.metaKey : event.ctrlKey) !== mod) return false
  if ((mac ? event.ctrlKey : event.metaKey) && !alt) return false
  if (key === "?") return event.key === "?"
  if (parts.includes("shift") !== event.shiftKey) return false
  return event.key.toLowerCase() === key || (alt && event.code === `Key${key.toUpperCase()}`)
}

const NAMES: Record<string, [pc: string, mac: string]> = {
  mod: ["Ctrl", "⌘"],
  alt: ["Alt", "⌥"],
  shift: ["Shift", "⇧"],
  enter: ["Enter", "↵"],
  delete: ["Del", "⌦"],
  esc: ["Esc", "Esc"],
  space: ["Space", "Space"],
  pagedown: ["PgDn", "PgDn"],
  pageup: ["PgUp", "PgUp"],
}

/** The keys as printed on the keyboard, one text each. */
export function keyLabels(keys: string, mac: boolean): string[] {
  return keys.split("+").map((key) => NAMES[key]?.[mac ? 1 : 0] ?? key.toUpperCase())
}
