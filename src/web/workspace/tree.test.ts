import { expect, test } from "vitest"
import type { FileItem } from "../../protocol/messages.ts"
import { EMPTY_TREE, expanded, findByPrefix, followed, listed, marked, revealed, rowsOf } from "./tree.ts"

const item = (path: string, kind: FileItem["kind"] = "file"): FileItem => ({
  path,
  kind,
  size: 1,
  modifiedMs: 0,
})
const root = listed(
  EMPTY_TREE,
  { path: "", entries: [item("README.md"), item("src", "folder"), item("util.py")], more: false },
  true,
)
const paths = (tree: typeof root) =>
  rowsOf(tree).map((row) => (row.type === "item" ? row.item.path : `${row.path}…${row.status}`))

test("[WEB4] a folder of one page shows folders first; a longer one keeps the server's order", () => {
  expect(paths(root)).toEqual(["src", "README.md", "util.py"])
  const long = listed(EMPTY_TREE, { path: "", entries: [item("a"), item("b", "folder")], more: true }, true)
  expect(paths(long)).toEqual(["a", "b", "…ready"])
  expect(paths(listed(long, { path: "", entries: [item("c")], more: false }, false))).toEqual(["a", "b", "c"])
})

test("[WEB4] an open folder shows its state until its listing is there", () => {
  const open = marked(expanded(root, "src", true), "src", "loading")
  expect(paths(open)).toEqual(["src", "src…loading", "README.md", "util.py"])
  const ready = listed(open, { path: "src", entries: [item("src/a.py")], more: false }, true)
  expect(paths(ready)).toEqual(["src", "src/a.py", "README.md", "util.py"])
  expect(paths(expanded(ready, "src", false))).toEqual(["src", "README.md", "util.py"])
})

test("[WEB4] folders stay open under their new name, and all above a file can be opened", () => {
  expect(followed(expanded(root, "src/lib", true), "src", "app").expanded).toContain("app/lib")
  expect([...revealed(root, "src/lib/a.py").expanded]).toEqual(["", "src/lib", "src"])
})

test("[WEB4] typing goes to the next name that begins so", () => {
  const rows = rowsOf(root)
  expect(findByPrefix(rows, "u", 0)).toBe(2)
  expect(findByPrefix(rows, "s", 2)).toBe(0)
  expect(findByPrefix(rows, "zz", 0)).toBe(-1)
})
