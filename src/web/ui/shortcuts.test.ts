import { expect, test } from "vitest"
import { pressed, SHORTCUT_IDS, SHORTCUTS, type Chord } from "./shortcuts.ts"

const press = (key: string, held: Partial<Chord> = {}): Chord => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test("[WEB1] a chord holds on a PC with Ctrl and on a Mac with Command, never with the other", () => {
  expect(pressed("mod+enter", press("Enter", { ctrlKey: true }), false)).toBe(true)
  expect(pressed("mod+enter", press("Enter", { metaKey: true }), true)).toBe(true)
  expect(pressed("mod+enter", press("Enter", { ctrlKey: true }), true)).toBe(false)
  expect(pressed("mod+enter", press("Enter", { ctrlKey: true, shiftKey: true }), false)).toBe(false)
  expect(pressed("mod+shift+enter", press("Enter", { ctrlKey: true, shiftKey: true }), false)).toBe(true)
})

test("[WEB1] Alt with a letter is told by the key's place, and ? by what it types", () => {
  expect(pressed("alt+w", press("∑", { altKey: true, code: "KeyW" }), true)).toBe(true)
  expect(pressed("?", press("?", { shiftKey: true }), false)).toBe(true)
  expect(pressed("?", press("?", { shiftKey: true, ctrlKey: true }), false)).toBe(false)
})

test("[WEB1] no two acts share a chord", () => {
  const all = SHORTCUT_IDS.flatMap((id) => SHORTCUTS[id].keys)
  expect(new Set(all).size).toBe(all.length)
})
