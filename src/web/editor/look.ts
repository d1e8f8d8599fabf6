/** How the editor looks: colours by the page's tokens, so that a change of theme changes nothing here. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { EditorView } from "@codemirror/view"
import { tags } from "@lezer/highlight"

const style = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.controlKeyword, tags.operatorKeyword],
    color: "var(--cm-keyword)",
  },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.escape], color: "var(--cm-string)" },
  { tag: [tags.comment, tags.meta], color: "var(--cm-comment)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--cm-number)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.labelName, tags.heading],
    color: "var(--cm-function)",
  },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.tagName], color: "var(--cm-type)" },
  { tag: [tags.propertyName, tags.attributeName, tags.variableName], color: "var(--cm-variable)" },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: "var(--cm-operator)" },
  { tag: [tags.link, tags.url], color: "var(--cm-function)", textDecoration: "underline" },
  { tag: [tags.heading, tags.strong], fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.invalid, color: "var(--fail)" },
])

const theme = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--cm-variable, CanvasText)",
    backgroundColor: "var(--cm-background, Canvas)",
    fontSize: "var(--editor-font-size, 13px)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono, ui-monospace, monospace)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--cm-cursor)", padding: "4px 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--cm-cursor)", borderLeftWidth: "2px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--cm-selection)",
  },
  ".cm-content ::selection": { backgroundColor: "transparent" },
  ".cm-gutters": {
    backgroundColor: "var(--cm-background, Canvas)",
    color: "var(--cm-gutter)",
    border: "none",
  },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 12px", minWidth: "36px" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--cm-active-line) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-foldPlaceholder": {
    background: "var(--sunken)",
    border: "1px solid var(--line)",
    color: "var(--ink-2)",
    padding: "0 4px",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--line-control)",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--fail)",
  },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--cm-selection) 55%, transparent)" },
  ".cm-searchMatch": { backgroundColor: "var(--warn-soft)", outline: "1px solid var(--warn)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--cm-selection)" },
  ".cm-panels": {
    backgroundColor: "var(--canvas)",
    color: "var(--ink)",
    fontFamily: "var(--font-sans, system-ui)",
    zIndex: "3",
  },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "4px 40px 4px 8px", fontSize: "12px" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": {
    margin: "2px 6px 2px 0",
    fontSize: "12px",
    verticalAlign: "middle",
  },
  ".cm-panel.cm-search label": {
    display: "inline-flex",
    alignItems: "center",
    gap: "6px",
    height: "28px",
    marginRight: "10px",
  },
  ".cm-panel.cm-search input[type=checkbox]": {
    width: "14px",
    height: "14px",
    margin: "0",
    accentColor: "var(--focus)",
  },
  ".cm-panel.cm-search .cm-textfield": { width: "18em" },
  ".cm-panel.cm-search [name=close]": {
    top: "4px",
    right: "6px",
    width: "28px",
    height: "28px",
    margin: "2px 0",
    borderRadius: "6px",
    color: "var(--ink)",
    fontSize: "18px",
    lineHeight: "1",
  },
  ".cm-panel.cm-search :is([name=close], .cm-button):hover": { background: "var(--hover)" },
  ".cm-panels :focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-textfield, .cm-vim-panel input": {
    height: "28px",
    padding: "0 8px",
    background: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line-control)",
    borderRadius: "6px",
  },
  ".cm-button": {
    height: "28px",
    padding: "0 10px",
    background: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "6px",
  },
  ".cm-tooltip": {
    background: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "6px",
    boxShadow: "var(--float)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono, monospace)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--selected)",
    color: "var(--ink)",
  },
  ".cm-completionIcon": { opacity: "1", color: "var(--ink-3)" },
  ".cm-vim-panel": { padding: "2px 8px", fontFamily: "var(--font-mono, monospace)" },
  "&:not(.cm-focused) .cm-fat-cursor": { outline: "1px solid var(--cm-cursor)" },
  ".cm-fat-cursor": { background: "var(--cm-cursor) !important", color: "var(--cm-background) !important" },
})

export const look = [theme, syntaxHighlighting(style)]
