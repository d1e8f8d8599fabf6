import { expect, test } from "vitest"
import { sameOrigin } from "./origin.ts"

const asked =
  (origin: string | undefined, host: string, publicUrl: string | null = null) =>
  () =>
    sameOrigin({ headers: { host, ...(origin !== undefined && { origin }) } }, publicUrl)

test("[API3] a request from another site is refused, and one without an origin is no browser's", () => {
  expect(asked("http://127.0.0.1:3000", "127.0.0.1:3000")).not.toThrow()
  expect(asked(undefined, "127.0.0.1:3000")).not.toThrow()
  for (const origin of ["https://elsewhere.example", "http://127.0.0.1:3001", "null", ""])
    expect(asked(origin, "127.0.0.1:3000"), origin).toThrow()
})

test("[API11] behind a proxy that changes the host, the public address is this site's, and only that", () => {
  const publicUrl = "https://interviews.example.com/room"
  expect(asked("https://interviews.example.com", "app:3000", publicUrl)).not.toThrow()
  expect(asked("http://app:3000", "app:3000", publicUrl)).not.toThrow()
  for (const origin of [
    "http://interviews.example.com",
    "https://example.com",
    "https://interviews.example.com:8443",
  ])
    expect(asked(origin, "app:3000", publicUrl), origin).toThrow()
})
