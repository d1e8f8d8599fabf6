import { expect, test } from "vitest"
import { located } from "./located.ts"

test("[WEB5] places named by pytest, node and go become links, inside the workspace's own paths", () => {
  const places = (text: string) => located(text).filter((part) => typeof part !== "string")
  expect(places('File "/workspace/tab/money.py", line 12, in split')).toEqual([
    { path: "tab/money.py", line: 12, text: '/workspace/tab/money.py", line 12' },
  ])
  expect(places("at split (src/money.ts:3:14)")[0]).toMatchObject({ path: "src/money.ts", line: 3 })
  expect(places("tab_test.go:41: got 3")[0]).toMatchObject({ path: "tab_test.go", line: 41 })
  expect(located("expected 3, got 4")).toEqual(["expected 3, got 4"])
})

test("[WEB5] the text itself is unchanged", () => {
  const text = "a.py:1 and b.py:2 end"
  expect(
    located(text)
      .map((part) => (typeof part === "string" ? part : part.text))
      .join(""),
  ).toBe(text)
})
