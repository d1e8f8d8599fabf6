import { CompletionContext } from "@codemirror/autocomplete"
import { python } from "@codemirror/lang-python"
import { EditorState } from "@codemirror/state"
import { expect, test } from "vitest"
import { completions } from "./completions.ts"

async function offered(doc: string): Promise<string[]> {
  const state = EditorState.create({ doc, extensions: python() })
  const found = await completions(new CompletionContext(state, doc.length, false))
  return (found?.options ?? []).map(({ label }) => label)
}

test("[WEB33] a name that is a symbol and a word of the text is offered once, and not when it is typed out", async () => {
  const text = "def total(result):\n    other = result\n    return "
  const labels = await offered(`${text}res`)
  expect(labels.filter((one) => one === "result")).toHaveLength(1)
  expect(labels).toContain("total")
  expect(await offered(`${text}result`)).not.toContain("result")
  expect(await offered(`${text}print`)).not.toContain("print")
})
