import { expect, test } from "vitest"
import { faultsOf, readForm, setField } from "./manifest-form.ts"

const TEXT = `# who wrote it
id: sums # the folder
title: Sums
statement: |
  Add.
tags: [one, two]
`

test("[LIB14] the form of a manifest sets single fields, and leaves comments, order and unknown parts alone", () => {
  const titled = setField(TEXT, ["title"], "Sums: of all")
  expect(titled).toBe(TEXT.replace("title: Sums", 'title: "Sums: of all"'))
  const stated = setField(titled, ["statement"], "Add them.\n\nAll of them.\n")
  expect(readForm(stated)).toMatchObject({
    title: "Sums: of all",
    statement: "Add them.\n\nAll of them.\n",
    tags: ["one", "two"],
  })
  expect(stated).toContain("# the folder")
  expect(setField(stated, ["entry", "python"], "a.py")).toContain("entry:\n  python: a.py\n")
})

test("[LIB14] a text that is no YAML is left as it is, and faults are told by field", () => {
  const broken = "title: [\n"
  expect(readForm(broken)).toBeNull()
  expect(setField(broken, ["title"], "x")).toBe(broken)
  expect(faultsOf(TEXT)).toMatchObject({
    kind: expect.any(String) as string,
    languages: expect.any(String) as string,
  })
})
