import { expect, test } from "vitest"
import { markdownBlocks } from "./markdown-blocks.ts"

test("[CHAT7] only the last piece of an answer changes while it is written", () => {
  const whole = "One.\n\n- a\n\n- b\n\n  more\n\n```py\nx\n\ny\n```\n\nLast.\n\n1. one\n2. two"
  let before: string[] = []
  for (let end = 1; end <= whole.length; end++) {
    const blocks = markdownBlocks(whole.slice(0, end))
    // A list takes in what turns out to go on with it, so the piece before the last may still be the last.
    expect(blocks.slice(0, before.length - 1)).toEqual(before.slice(0, -1).slice(0, blocks.length))
    before = blocks
  }
  expect(before).toEqual(["One.", "- a\n\n- b\n\n  more", "```py\nx\n\ny\n```", "Last.", "1. one\n2. two"])
})

test("[CHAT7] code that is not closed yet is one piece", () => {
  expect(markdownBlocks("Look:\n\n````md\n```\na\n\nb\n```\n\nc")).toEqual([
    "Look:",
    "````md\n```\na\n\nb\n```\n\nc",
  ])
})
