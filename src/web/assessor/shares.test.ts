import { expect, test } from "vitest"
import { inWords, sharesOf, type Stretches } from "./shares.ts"

const is = (author: Stretches[number]["author"], length: number) => ({ author, length })

test("[AUTH5] whose what changed is is told in whole percent that are 100 together, the starter's left out", () => {
  const one = [is("starter", 500), is("agent", 19), is("starter", 3), is("candidate", 31)]
  expect(inWords(sharesOf([one]))).toBe("62 % candidate, 38 % agent")
  expect(inWords(sharesOf([one, [is("shell", 1_000_000)]]))).toBe("1 % candidate, 1 % agent, 98 % shell")
  expect(inWords(sharesOf([[is("candidate", 1), is("agent", 1), is("shell", 1)]]))).toBe(
    "34 % candidate, 33 % agent, 33 % shell",
  )
  expect(inWords(sharesOf([[is("agent", 7)]]))).toBe("100 % agent")
  expect(inWords(sharesOf([[is("starter", 7)], []]))).toBe("")
})
