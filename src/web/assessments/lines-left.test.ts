import { expect, test } from "vitest"
import { linesLeft } from "./lines-left.ts"

test("[INV20] what is left of a list that was taken in part is its headings and the lines to be mended", () => {
  const csv = "name,email\nAda,ada@example.com\nkim@example.com\n\nBo,bo"
  expect(linesLeft(csv, [{ line: 2 }], [{ line: 3 }, { line: 5 }])).toBe("name,email\nkim@example.com\nBo,bo")
  expect(linesLeft("Ada,ada@example.com\nBo,bo", [{ line: 1 }], [{ line: 2 }])).toBe("Bo,bo")
  expect(linesLeft(csv, [{ line: 2 }], [])).toBe("")
})
