import { APICallError } from "@ai-sdk/provider"
import { expect, test } from "vitest"
import { faultOf, retryAfter } from "./faults.ts"

const NOW = Date.parse("2026-11-23T12:00:00Z")
const asked = {
  model: "claude-sonnet-5-5",
  host: "api.anthropic.com",
  key: "sk-ant-0123456789",
}

const answered = (statusCode: number, error: object) =>
  new APICallError({
    message: "failed",
    url: "https://api.anthropic.com/v1/messages",
    requestBodyValues: {},
    statusCode,
    responseBody: JSON.stringify({ error }),
  })

const broken = (code: string) =>
  new APICallError({
    message: `Cannot connect to API: ${code}`,
    url: "https://api.anthropic.com/v1/messages",
    requestBodyValues: {},
    cause: Object.assign(new Error(code), { code }),
  })

test.each([
  [400, { message: "prompt is too long: 210000 tokens > 200000 maximum" }, "too-long", false],
  [
    400,
    { message: "This model's maximum context length is 8192 tokens.", code: "context_length_exceeded" },
    "too-long",
    false,
  ],
  [400, { message: "the request exceeds the available context size" }, "too-long", false],
  [400, { message: "Your credit balance is too low to access the API." }, "refused-request", false],
  [429, { message: "You exceeded your current quota", code: "insufficient_quota" }, "refused-request", false],
  [429, { message: "Number of requests has exceeded your rate limit" }, "rate-limited", true],
  [402, { message: "Insufficient credits" }, "refused-request", false],
  [418, { message: "teapot" }, "refused-request", false],
])("[MODEL6] %i with %o is %s, worth asking again: %s", (status, error, fault, retryable) => {
  expect(faultOf(answered(status, error), asked, false, NOW)).toMatchObject({ fault, retryable })
})

test.each([
  ["ECONNREFUSED", "unreachable", true],
  ["EAI_AGAIN", "unreachable", true],
  ["ENOTFOUND", "unreachable", false],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable", false],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "unreachable", false],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unreachable", false],
  ["ECONNRESET", "cut-off", true],
  ["UND_ERR_SOCKET", "cut-off", true],
])(
  "[MODEL9] a network's %s before the answer is %s, worth asking again: %s; in the middle it is cut-off",
  (code, fault, retryable) => {
    expect(faultOf(broken(code), asked, false, NOW)).toMatchObject({ fault, retryable })
    const middle = new TypeError("terminated", { cause: Object.assign(new Error(), { code }) })
    expect(faultOf(middle, asked, true, NOW)).toMatchObject({ fault: "cut-off", retryable: true })
  },
)

test.each([
  [{ type: "overloaded_error", message: "Overloaded", statusCode: 529 }, "overloaded", true],
  [{ type: "rate_limit_error", message: "Slow down" }, "rate-limited", true],
  [{ message: "Upstream failed", code: 502 }, "server-error", true],
  [{ type: "invalid_request_error", message: "No" }, "refused-request", false],
  [{ message: "Something" }, "server-error", true],
])(
  "[MODEL10] %o told in the middle of an answer is %s, worth asking again: %s",
  (error, fault, retryable) => {
    expect(faultOf(error, asked, true, NOW)).toMatchObject({ fault, retryable })
  },
)

test("[MODEL8] what the provider says is quoted short, on one line and without keys", () => {
  const { message } = faultOf(
    answered(400, { message: `no\n\u001b[31m ${asked.key} sk-proj-abc-1 ${"x".repeat(1_000)}` }),
    asked,
    false,
    NOW,
  )
  expect(message).toMatch(/^api\.anthropic\.com refused the request \(400\)\. It says: no /)
  expect(message).not.toMatch(/sk-|\n|\u001b/)
  expect(message.length).toBeLessThan(400)
  expect(faultOf(answered(401, { message: asked.key }), asked, false, NOW).message).toBe(
    "api.anthropic.com refused the key (401). Check the key of the model, and that it may use claude-sonnet-5-5.",
  )
})

test.each([
  { error: { message: "prompt is too long" } },
  { error: "prompt is too long" },
  { object: "error", message: "prompt is too long", code: 400 },
])("[MODEL6] a refusal is read however the server wraps it: %o", (body) => {
  const error = new APICallError({
    message: "Bad Request",
    url: "http://127.0.0.1/v1/messages",
    requestBodyValues: {},
    statusCode: 400,
    responseBody: JSON.stringify(body),
  })
  expect(faultOf(error, asked, false, NOW)).toMatchObject({ fault: "too-long" })
})

test.each([
  [{}, null],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "1.5" }, 1_500],
  [{ "retry-after": "soon" }, null],
  [{ "retry-after": "Mon, 23 Nov 2026 12:00:30 GMT" }, 30_000],
  [{ "retry-after": "Mon, 23 Nov 2026 11:00:00 GMT" }, 0],
  [{ "retry-after": "9", "retry-after-ms": "120" }, 120],
  [{ "retry-after": "2", "retry-after-ms": "x" }, 2_000],
])("[MODEL7] %o asks to wait %s ms", (headers, ms) => {
  expect(retryAfter(headers, NOW)).toBe(ms)
})
