import { expect, test } from "vitest"
import { OneTimeCode, SitePath } from "./account.ts"

test("[ACC18] where somebody goes after signing in is a place of this site", () => {
  const here = ["/live", "/accept/x.y?z=1", "/"]
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "live",
    "/a b",
    "",
    "/\t/evil",
  ]
  expect(here.filter((path) => SitePath.safeParse(path).success)).toEqual(here)
  expect(elsewhere.filter((path) => SitePath.safeParse(path).success)).toEqual([])
})

test("[ACC19] a one-time code counts however its digits are spaced", () => {
  expect(OneTimeCode.parse({ code: " 123 456 " })).toEqual({ code: "123456" })
  expect(OneTimeCode.safeParse({ code: "12345" }).success).toBe(false)
})
