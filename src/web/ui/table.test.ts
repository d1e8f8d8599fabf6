import { expect, test } from "vitest"
import { holdRows } from "./hold.ts"
import { changedSearch, sortOf } from "./table-search.ts"

test("[UI3] rows pointed at keep their place, and how many would move is counted", () => {
  const held = ["a", "b", "c", "d"]
  expect(holdRows(held, held)).toEqual({ shown: held, moved: 0 })
  expect(holdRows(held, ["d", "a", "b", "c"])).toEqual({ shown: held, moved: 1 })
  expect(holdRows(held, ["e", "a", "c", "b"])).toEqual({ shown: held, moved: 3 })
})

test("[UI4] a table's order, search and page stand in the address, and a change leads to the first page", () => {
  const start = { page: 3, sort: "name", status: "open" }
  expect(changedSearch(start, { filter: "go" })).toEqual({ ...start, page: undefined, q: "go" })
  expect(changedSearch(start, { sort: { column: "at", descending: true } }).sort).toBe("-at")
  expect(changedSearch({ ...start, q: "go" }, { page: 2 })).toEqual({ ...start, q: "go", page: 2 })
  expect([sortOf("-at"), sortOf("at"), sortOf(undefined)]).toEqual([
    { column: "at", descending: true },
    { column: "at", descending: false },
    null,
  ])
})
