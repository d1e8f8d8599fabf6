/** Code in its colours, by the languages of the editor. Loaded with the first code that is shown. */
import { language as languageOf } from "@codemirror/language"
import { EditorState } from "@codemirror/state"
import { classHighlighter, highlightCode } from "@lezer/highlight"
import { kindOf } from "../editor/languages.ts"

export interface Piece {
  text: string
  /** Classes; "" for what has no colour. */
  look: string
}

/** Longer code stays plain. */
const LONGEST = 20_000

/** What answers call a language, as a file of it ends. */
const ENDINGS: Record<string, string> = {
  python: "py",
  py3: "py",
  javascript: "js",
  typescript: "ts",
  golang: "go",
  markdown: "md",
}

/** All of the code, in pieces of one look each; one plain piece where the language is not known. */
export async function coloured(code: string, language: string): Promise<readonly Piece[]> {
  const plain = [{ text: code, look: "" }]
  if (code.length > LONGEST) return plain
  const name = language.toLowerCase()
  const extension = await kindOf(`code.${ENDINGS[name] ?? name}`).load()
  const parser = EditorState.create({ extensions: extension }).facet(languageOf)?.parser
  if (!parser) return plain
  const pieces: Piece[] = []
  highlightCode(
    code,
    parser.parse(code),
    classHighlighter,
    (text, look) => pieces.push({ text, look }),
    () => pieces.push({ text: "\n", look: "" }),
  )
  return pieces
}
