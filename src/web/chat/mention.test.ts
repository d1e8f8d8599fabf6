import { expect, test } from "vitest"
import { completed, mentionAt, rankFiles } from "./mention.ts"

test("[CHAT8] an @ at the beginning of a word names a file, one within a word does not", () => {
  expect(mentionAt("see @mo", 7)).toEqual({ from: 4, query: "mo" })
  expect(mentionAt("@", 1)).toEqual({ from: 0, query: "" })
  expect(mentionAt("me@example", 10)).toBe(null)
  expect(mentionAt("@money.py and", 13)).toBe(null)
})

test("[CHAT8] files whose name begins so come first, then those that hold it", () => {
  const paths = ["tests/test_money.py", "tab/money.py", "monitor.md", "tab/group.py"]
  expect(rankFiles(paths, "mon", 8)).toEqual(["monitor.md", "tab/money.py", "tests/test_money.py"])
  expect(rankFiles(paths, "tgr", 8)).toEqual(["tab/group.py"])
})

test("[CHAT8] the name is written out, and the caret stands behind it", () => {
  const { text, caret } = completed("see @mo please", { from: 4, query: "mo" }, "tab/money.py")
  expect(text).toBe("see @tab/money.py please")
  expect(text.slice(caret)).toBe("please")
})
