import { execFile } from "node:child_process"
import { access, chmod, mkdtemp, rm, symlink } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, onTestFinished, test } from "vitest"

const program = fileURLToPath(new URL("../../interviewlm", import.meta.url))

const run = (
  args: readonly string[],
  options: { program?: string; cwd?: string; env?: Record<string, string> } = {},
) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, ...options.env }
    const child = execFile(options.program ?? program, [...args], { cwd: options.cwd, env }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

const temporaryFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), "interviewlm-test-"))
  await chmod(folder, 0o755)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test("[CLI1] it runs from any folder and through a chain of links", async () => {
  const folder = await temporaryFolder()
  await symlink(program, join(folder, "first"))
  await symlink("first", join(folder, "second"))
  const { code, out } = await run(["--version"], { program: join(folder, "second"), cwd: folder })
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

test.each([[[]], [["--help"]], [["help"]]])(
  "[CLI2] %j prints every command on standard output",
  async (args) => {
    const { code, out, err } = await run(args)
    expect(code).toBe(0)
    expect(err).toBe("")
    expect(out).toMatch(/^ {2}start .*\n {2}doctor /m)
  },
)

test("[CLI2] help tells more of one command, by either spelling", async () => {
  const [first, second] = await Promise.all([run(["help", "start"]), run(["start", "--help"])])
  expect(first).toEqual(second)
  expect(first.out).toContain("--port N")
})

test.each([
  [["dance"], 'There is no command "dance".'],
  [["constructor"], 'There is no command "constructor".'],
  [["start", "--fast"], "Unknown option '--fast'"],
  [["start", "now"], "Unexpected argument 'now'"],
  [["start", "--port", "abc"], "--port must be a number from 0 to 65535."],
  [["doctor", "--fast"], "Unknown option '--fast'"],
  [["test", "--fast"], "Unknown option '--fast'"],
  [["questions", "check", "--fast"], "Unknown option '--fast'"],
  [["verify", "a.zip", "--fast"], "Unknown option '--fast'"],
  [["export", "abc", "--fast"], "Unknown option '--fast'"],
  [["accounts"], "accounts link EMAIL"],
  [["accounts", "link", "olga"], "olga is no address of mail."],
])(
  "[CLI3] %j is answered with what was wrong and the usage, on standard error, status 2",
  async (args, message) => {
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 2, out: "" })
    expect(err).toContain(message)
    expect(err).toContain(
      args[0] === "constructor" || args[0] === "dance"
        ? "Usage: interviewlm COMMAND"
        : `Usage: interviewlm ${args[0]}`,
    )
    expect(err).not.toContain("as in '--")
  },
)

test("[CLI4] a setting that cannot be used ends the program with one line and status 1", async () => {
  const { code, err } = await run(["start"], { env: { PORT: "http" } })
  expect({ code, err }).toEqual({ code: 1, err: "PORT must be a number from 0 to 65535.\n" })
})

test("[CLI5] a taken port is named, with a command that takes another", async () => {
  const server = createServer()
  onTestFinished(() => void server.close())
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve(typeof address === "object" && address ? address.port : 0)
    })
  })
  const data = join(await temporaryFolder(), "data")
  const { code, err } = await run(["start", "--port", String(port), "--data", data])
  expect(code).toBe(1)
  await expect(access(data)).rejects.toThrow("ENOENT")
  expect(err).toContain(`Another program is using 127.0.0.1:${port}.`)
  expect(err).toContain(`./interviewlm start --port ${port + 1}`)
})

test("[DOCTOR3] doctor looks at each part a machine needs and tells a program what it found", async () => {
  const { out } = await run(["doctor", "--json"], {
    env: { INTERVIEWLM_DATA: join(await temporaryFolder(), "data"), PORT: "0" },
  })
  const { findings }: { findings: { area: string; state: string }[] } = JSON.parse(out)
  expect(
    findings.map(({ area }) => area),
    out,
  ).toEqual(
    expect.arrayContaining([
      "isolation",
      "limits",
      "Python",
      "pytest",
      "Node.js",
      "Jest",
      "Go",
      "database",
      "data",
      "port",
      "model",
    ]),
  )
})

test("[DOCTOR4] a database that does not answer is missing, with the reason, and the status is 1", async () => {
  const { code, out } = await run(["doctor"], {
    env: {
      INTERVIEWLM_DATA: await temporaryFolder(),
      PORT: "0",
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    },
  })
  expect(code).toBe(1)
  expect(out).toMatch(/^x missing {2}database .*127\.0\.0\.1:1 does not answer/m)
})
