/** What every file's editor can do. What a person may change meanwhile sits in compartments. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands"
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language"
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search"
import { Compartment, EditorState, Facet } from "@codemirror/state"
import type { Extension, Text } from "@codemirror/state"
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view"
import type { KeyBinding } from "@codemirror/view"
import { completions } from "./completions.ts"
import { guessIndent, kindOf } from "./languages.ts"
import { look } from "./look.ts"
import { pointed } from "./pointed.ts"
import { remoteCursors } from "./remote-cursors.ts"
import { sizeLimit } from "./size-limit.ts"

export const languageSlot = new Compartment()
export const vimSlot = new Compartment()
export const readOnlySlot = new Compartment()
/** What saving means in this file. */
export const onSave = Facet.define<() => void>()

export interface SetupOptions {
  path: string
  text: Text
  /** Ctrl/Cmd+S. */
  save: () => void
  /** An edit was refused because the file would become too large. */
  tooLarge: () => void
}

/** Keys the page itself uses: run tests, chat. */
const TAKEN = new Set(["Mod-Enter", "Mod-i"])

export function setup({ path, text, save, tooLarge }: SetupOptions): Extension {
  const bindings: readonly KeyBinding[] = [
    { key: "Mod-s", run: () => (save(), true), preventDefault: true },
    ...closeBracketsKeymap,
    ...defaultKeymap.filter(({ key }) => !key || !TAKEN.has(key)),
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    indentWithTab,
  ]
  return [
    vimSlot.of([]),
    onSave.of(save),
    languageSlot.of([]),
    readOnlySlot.of([]),
    lineNumbers(),
    foldGutter({ openText: "▾", closedText: "▸" }),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    indentUnit.of(guessIndent(text.iterLines(), kindOf(path).indent)),
    EditorState.tabSize.of(4),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [completions], filterStrict: true }),
    rectangularSelection(),
    crosshairCursor(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of(bindings),
    EditorView.contentAttributes.of({
      "aria-label": `${path}, editor. Escape, then Tab leaves it.`,
      spellcheck: "false",
      autocorrect: "off",
      autocapitalize: "off",
      // What can be scrolled says that the keyboard reaches it.
      tabindex: "0",
    }),
    sizeLimit(tooLarge),
    remoteCursors,
    pointed,
    look,
  ]
}

export function readOnlyExtension(readOnly: boolean): Extension {
  return readOnly
    ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-readonly": "true" })]
    : []
}
