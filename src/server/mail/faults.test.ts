import { expect, test } from "vitest"
import { mailFaultSaid } from "./faults.ts"

const asked = { host: "smtp.acme.example", port: 587 }
const failure = (message: string, more: object) => Object.assign(new Error(message), more)

test.each([
  [failure("connect ECONNREFUSED 10.0.0.1:587", { code: "ESOCKET" }), "no mail server answers there"],
  [failure("getaddrinfo ENOTFOUND smtp.acme.example", { code: "EDNS" }), "no server of that name"],
  [failure("Connection timeout", { code: "ETIMEDOUT" }), "does not answer"],
  [
    failure("Invalid login: 535", { code: "EAUTH", response: "535 5.7.8 Bad credentials" }),
    "refused the user or the password. Check both. It says: 535 5.7.8 Bad credentials",
  ],
])("[SET8] %o is told in words, with the server that was asked", (thrown, said) => {
  const told = mailFaultSaid(thrown, asked)
  expect(told).toContain("The mail server smtp.acme.example:587")
  expect(told).toContain(said)
  expect(told).not.toMatch(/\bE[A-Z]{4,}\b/)
})
