/** What may follow what is being typed, from every source there is, each once. */
import { completeAnyWord, completeFromList } from "@codemirror/autocomplete"
import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete"

type Offered = CompletionSource | readonly (string | Completion)[]

/**
 * The language's own completions, then the words of the text that are none of them. What is typed out already is not
 * offered, unless choosing it would put in more.
 */
export async function completions(context: CompletionContext): Promise<CompletionResult | null> {
  const offered = context.state.languageDataAt<Offered>("autocomplete", context.pos)
  const sources = offered.map((one) => (typeof one === "function" ? one : completeFromList(one)))
  const own = (await Promise.all(sources.map(async (source) => source(context)))).filter(
    (one) => one !== null,
  )
  const words = await completeAnyWord(context)
  const from = (own[0] ?? words)?.from
  if (from === undefined) return null
  const typed = context.state.sliceDoc(from, context.pos)
  const symbols = own.filter((one) => one.from === from).flatMap(({ options }) => options)
  const labels = new Set(symbols.map(({ label }) => label))
  const rest = words?.from === from ? words.options.filter(({ label }) => !labels.has(label)) : []
  const options = [...once(symbols), ...rest].filter(({ label, apply }) => label !== typed || apply)
  return options.length > 0 ? { from, options } : null
}

function once(options: readonly Completion[]): Completion[] {
  const known = new Map<string, Completion>()
  for (const option of options) {
    const key = JSON.stringify([option.label, option.detail])
    if (!known.has(key)) known.set(key, option)
  }
  return [...known.values()]
}
