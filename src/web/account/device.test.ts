import { expect, test } from "vitest"
import { deviceOf } from "./device.ts"

test("[ACC14] a sign-in is told by browser and system, a program by its own name", () => {
  const told = [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1",
    "curl/8.5.0",
    null,
  ].map(deviceOf)
  expect(told).toEqual([
    "Chrome on Linux",
    "Edge on Windows",
    "Safari on macOS",
    "Chrome on iPhone",
    "curl",
    "Unknown",
  ])
})
