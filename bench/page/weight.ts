/** What a browser must load before it can paint, from the built pages. */
import { readFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { gzipSync } from "node:zlib"

const TAGS = /<(?:script|link)\b[^>]*?(?:src|href)="\/([^"]+\.(?:js|css))"/g
const STATIC = /(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g
const LAZY = (page: string): RegExp =>
  new RegExp(`["'](?:\\./|assets/|/assets/)(${page}-[\\w-]+\\.(?:js|css))["']`, "g")

/**
 * Gzip bytes of index.html with all it loads (`shell`), and of that with a page it imports later and all that in turn
 * imports (`page`). Preloaded fonts are not counted: text is painted without them.
 */
export async function pageWeight(web: string, page: string): Promise<{ shell: number; page: number }> {
  const assets = join(web, "assets")
  const html = await readFile(join(web, "index.html"))
  const first = [...html.toString().matchAll(TAGS)].map(([, path = ""]) => join(web, path))
  const shell = await withImports(assets, first)
  const texts = await Promise.all([...shell].map((path) => readFile(path, "utf8")))
  const later = texts.flatMap((text) =>
    [...text.matchAll(LAZY(page))].map(([, name = ""]) => join(assets, name)),
  )
  if (later.length === 0) throw new Error(`The pages import no ${page}`)
  const whole = await withImports(assets, [...first, ...later])
  const htmlBytes = gzipSync(html).byteLength
  return { shell: htmlBytes + (await weigh(shell)), page: htmlBytes + (await weigh(whole)) }
}

async function withImports(assets: string, paths: readonly string[]): Promise<Set<string>> {
  const all = new Set<string>()
  const waiting = [...paths]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (all.has(path)) continue
    all.add(path)
    if (!path.endsWith(".js")) continue
    const text = await readFile(path, "utf8")
    for (const [, name = ""] of text.matchAll(STATIC)) waiting.push(join(assets, basename(name)))
  }
  return all
}

async function weigh(paths: Iterable<string>): Promise<number> {
  const sizes = await Promise.all([...paths].map(async (path) => gzipSync(await readFile(path)).byteLength))
  return sizes.reduce((sum, size) => sum + size, 0)
}
