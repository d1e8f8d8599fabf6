/** What is taken out of text, whole or in pieces. */
import fc from "fast-check"
import { expect, test } from "vitest"
import { createRedactor } from "./redact.ts"

const CANARY = "ilm-0123456789abcdef"
// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${"a1B2".repeat(9)}`
const ANTHROPIC = `sk-ant-api03-${"abcD1234".repeat(11)}abcdeAA`
const AWS = "wJalrXUtnFEMIK7MDENGbPxRfiCYzzEXAMPLEKEY"
const KEY_BODY = [
  "MIIEpAIBAAKCAQEA7bq8aIyLL6HzF8vTVwE+",
  "dGhpcyBpcyBub3QgYSBrZXkgYXQgYWxsLCBqdXN0",
  "aGVsbG8=",
]
const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${KEY_BODY.join("\n")}\n-----END RSA PRIVATE KEY-----`

const SECRETS: Record<string, { text: string; secret: string }> = {
  canary: { text: CANARY, secret: CANARY },
  github: { text: GITHUB, secret: GITHUB },
  anthropic: { text: ANTHROPIC, secret: ANTHROPIC },
  aws: { text: `aws_secret_access_key = '${AWS}'`, secret: AWS },
  key: { text: KEY, secret: KEY_BODY[1]! },
  database: { text: "postgres://ada:correcthorse@db.example.com/app", secret: "correcthorse" },
}

const redactor = createRedactor({ canaries: [CANARY] })

test("[RED1] canaries, keys and passwords are taken out of a text, and its lines stay where they were", async () => {
  for (const [name, { text, secret }] of Object.entries(SECRETS)) {
    const shown = await redactor.text(`before\n${text}\nafter`)
    expect(shown, name).not.toContain(secret)
    expect(shown, name).toContain("[redacted]")
    expect(shown.split("\n"), name).toHaveLength(`before\n${text}\nafter`.split("\n").length)
    expect(shown.startsWith("before\n") && shown.endsWith("\nafter"), name).toBe(true)
  }
})

test("[RED1] a comment that turns a linter's rules off turns nothing off here", async () => {
  expect(await redactor.text(`/* secretlint-disable */\n${GITHUB}\n`)).not.toContain(GITHUB)
})

test("[RED1] what is no secret stays as it is", async () => {
  const code =
    "def f(key, token='abc'):\n    return {'password': token, 'url': 'https://example.com/a?b=c'}\n"
  expect(await redactor.text(code)).toBe(code)
})

const filler = fc.string({ unit: fc.constantFrom("a", " ", "\n", "=", "é"), maxLength: 60 })

async function inPieces(text: string, cuts: readonly number[]): Promise<string> {
  const stream = redactor.stream()
  let shown = ""
  let at = 0
  for (const cut of cuts) {
    shown += await stream.push(text.slice(at, at + cut))
    at += cut
  }
  return shown + (await stream.push(text.slice(at))) + (await stream.end())
}

test("[RED2] a secret that comes in pieces is taken out wherever it is cut, and nothing else is", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(filler, fc.constantFrom(...Object.keys(SECRETS))), { maxLength: 4 }),
      fc.array(fc.nat(50)),
      async (parts, cuts) => {
        const text = parts.map(([before, name]) => `${before}\n${SECRETS[name]!.text}\n`).join("")
        const shown = await inPieces(text, cuts)
        for (const { secret } of Object.values(SECRETS)) expect(shown).not.toContain(secret)
        expect(shown).toBe(await redactor.text(text))
      },
    ),
  )
})

test("[RED2] a line without end is let go, and a secret in it still found", async () => {
  const text = `${"x".repeat(30_000)} ${GITHUB} ${"y".repeat(30_000)} ${CANARY} `
  const shown = await inPieces(
    text,
    Array.from({ length: 120 }, () => 503),
  )
  expect(shown).toBe(`${"x".repeat(30_000)} [redacted] ${"y".repeat(30_000)} [redacted] `)
  const stream = redactor.stream()
  expect((await stream.push("z".repeat(40_000))).length).toBeGreaterThan(30_000)
})

test(
  "[RED3] a text that is full of secrets takes no longer for each than one that has few",
  { timeout: 10_000 },
  async () => {
    const token = (index: number): string => `ghp_${String(index).padStart(36, "x")}`
    const text = Array.from({ length: 25_000 }, (_, index) => token(index)).join("\n")
    expect(await redactor.text(text)).toBe(Array.from({ length: 25_000 }, () => "[redacted]").join("\n"))
  },
)

test("[RED2] no piece ends in half a character", async () => {
  const stream = redactor.stream()
  let shown = ""
  for (let at = 0; at < 40; at++) {
    const piece = await stream.push(`${at % 2 === 0 ? "x" : ""}${"😀".repeat(600)}`)
    expect(piece.isWellFormed()).toBe(true)
    shown += piece
  }
  shown += await stream.end()
  expect(shown.length).toBe(40 * 1_200 + 20)
})
