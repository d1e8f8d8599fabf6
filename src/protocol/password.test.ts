import { expect, test } from "vitest"
import { weaknessOf } from "./password.ts"

test.each([
  ["aaaaaaaaaaaa", "again and again"],
  ["ababababab", "again and again"],
  ["My Password 1", "“password”"],
  ["1234567890", "sequence"],
  ["0987654321", "sequence"],
  ["qwertyuiop", "sequence"],
  ["abcdef123456", "sequence"],
  ["robin.okafor!", "your address"],
  ["acme & co 2026", "team’s name"],
])("[ACC20] %j would be tried first, and is refused with what to do instead", (password, said) => {
  const owner = { email: "robin.okafor@example.com", team: "Acme & Co" }
  expect(weaknessOf(password, owner)).toContain(said)
})

test.each(["correct horse battery", "three words and a crane", "a long enough one", "Kj4!x9 pqM2"])(
  "[ACC20] %j is taken",
  (password) => {
    expect(weaknessOf(password, { email: "al@example.com", team: "Co" })).toBeNull()
  },
)
