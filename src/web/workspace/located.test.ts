import { expect, test } from "vitest"
import { located } from "./located.ts"

test("[WEB5] places named by pytest, node and go become links, inside the workspace's own paths", () => {
  const places = (text: string) => located(text).filter((part) => typeof part !== "string")
  expect(places('File "/workspace/tab/money.py", line 12, in split')).toEqual([
    { path: "tab/money.py", line: 12, text: '/workspace/tab/money.py", line 12' },
  ])
  expect(places("at split (src/money.ts:3:14)")[0]).toMatchObject({ path: "src/money.ts", line: 3 })
  expect(places("tab_test.go:41: got 3")[0]).toMatchObject({ path: "tab_test.go", line: 41 })
  expect(places("./lib/a.go:4:6: syntax error")[0]).toMatchObject({ path: "lib/a.go", line: 4 })
  expect(places("at file:///workspace/src/money.mjs:3:14")[0]).toMatchObject({ path: "src/money.mjs" })
  expect(located("expected 3, got 4")).toEqual(["expected 3, got 4"])
})

test("[WEB5] a place outside the workspace is no link: there is nothing to open", () => {
  const outside = [
    "/usr/lib/python3.11/json/__init__.py:346: in loads",
    "at run (/opt/toolchain/javascript/node_modules/jest-circus/build/jestAdapterInit.js:789:3)",
    'File "/usr/lib/python3.11/ast.py", line 50',
    "at node:internal/modules/cjs/loader.js:1479:14",
    "../elsewhere/a.py:3",
  ]
  for (const text of outside) expect(located(text)).toEqual([text])
})

test("[WEB5] the text itself is unchanged", () => {
  const text = "a.py:1 and b.py:2 end"
  expect(
    located(text)
      .map((part) => (typeof part === "string" ? part : part.text))
      .join(""),
  ).toBe(text)
})
