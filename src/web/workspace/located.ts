export interface Place {
  path: string
  line: number
}

/** A path that goes on to the left, as one outside the workspace does, is none of its files. */
const PLACE =
  /(?<![\w.@/-]|\bnode:)(?:(?:file:\/\/)?\/workspace\/|\.\/)?((?!\.\.?\/)(?:[\w.@-]+\/)*[\w.@-]+\.(?:py|[cm]?[jt]sx?|go))(?::|", line )(\d+)/g

/** Cuts a text at the places in files it names, such as `src/a.py:12` or `File "a.py", line 12`. */
export function located(text: string): (string | (Place & { text: string }))[] {
  const parts: (string | (Place & { text: string }))[] = []
  let from = 0
  for (const match of text.matchAll(PLACE)) {
    if (match.index > from) parts.push(text.slice(from, match.index))
    parts.push({ path: match[1]!, line: Number(match[2]), text: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}
