/** What nobody may see in an interview is in no tool's answer and nowhere in the sandbox. */
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { findInstallation } from "../../src/server/installation.ts"
import { readLibrary, workspaceFor } from "../../src/server/questions/library.ts"
import type { StoredQuestion } from "../../src/server/questions/library.ts"
import { shell } from "../room/moves.ts"
import { begin, startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { openAgent } from "./harness.ts"
import type { TestAgent } from "./harness.ts"

const HIDDEN = /^(?:tests\/hidden|solutions|wrong|inputs)\//
/** A line shorter than this may well be anybody's. */
const TELLING = 24

const { questions: folder } = await findInstallation()
const library = (await readLibrary(folder)).flatMap((reading) => (reading.ok ? [reading.stored] : []))
const canaries = library.flatMap(({ question: { manifest } }) => manifest.canary ?? [])

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.remove())

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim())

/** Lines of what is hidden that stand in nothing that is shown. */
function hiddenLines(shown: StoredQuestion): string[] {
  const starter = [...workspaceFor(shown, "python").values()].map(decode)
  const known = [...starter, shown.question.manifest.statement].join("\n")
  const lines = new Set<string>()
  for (const { files, question } of library) {
    const { hints, rubric } = question.manifest
    const words = [
      ...hints.map(({ text }) => text),
      ...rubric.flatMap(({ criterion, levels }) => [criterion, ...levels]),
    ]
    for (const [path, bytes] of files) if (HIDDEN.test(path)) words.push(...linesOf(decode(bytes)))
    for (const line of words) if (line.length >= TELLING && !known.includes(line)) lines.add(line)
  }
  return [...lines]
}

/** Everything the tools have to say of a workspace to somebody who looks everywhere. */
async function lookEverywhere(agent: TestAgent, secrets: readonly string[]): Promise<string> {
  const answers: string[] = []
  const ask = async (...call: Parameters<TestAgent["call"]>): Promise<string> => {
    const { text, live } = await agent.call(...call)
    answers.push(text, live)
    return text
  }
  const names = await ask("Glob", { pattern: "**/*" })
  for (const file_path of names.split("\n").slice(1, -1)) await ask("Read", { file_path })
  for (const pattern of ["ilm-", "def ", "hidden", "."])
    await ask("Grep", { pattern, output_mode: "content" })
  for (const file_path of ["tests/hidden/python", "../tests/hidden", "question.yaml", "/opt/questions"])
    await ask("Read", { file_path })
  await ask("Bash", {
    command:
      "env; cat /proc/*/environ /proc/*/cmdline 2>/dev/null | tr '\\0' '\\n'; ls -laR /workspace /tmp /home; mount",
  })
  await ask("Bash", {
    command: `grep -rlaI -e ${secrets.join(" -e ")} / --exclude-dir=proc --exclude-dir=sys --exclude-dir=usr 2>/dev/null; echo looked`,
    timeout: 60_000,
  })
  await ask("terminal", { command: "history; ls -la ~ /; cat ~/.* 2>/dev/null" })
  await ask("run_tests", {})
  return answers.join("\n")
}

describe.each(library.map((stored) => [stored.question.manifest.id, stored] as const))("%s", (id, stored) => {
  test("[LEAK1] no tool answers with hidden tests, solutions, hints, the rubric or a canary, and no sandbox holds them", async () => {
    const created = await server.createInterview({ questions: [id] })
    const view = await begin(server, created)
    const agent = await openAgent(server, created, [])
    const answers = await lookEverywhere(agent, canaries)
    const disk = await shell(
      server,
      created,
      "find /workspace /tmp /home /dev/shm /etc -type f -size -2M -exec cat {} + 2>/dev/null",
    )
    const hidden = hiddenLines(stored)
    expect(hidden.length).toBeGreaterThan(100)
    // Those that looked for a canary named it; what they found is a path.
    expect(answers).toMatch(/<output name="Bash">\nlooked\n/)
    for (const secret of [...canaries, ...hidden]) {
      expect(answers.includes(secret), `an answer holds ${secret}`).toBe(false)
      expect(disk.includes(secret), `the sandbox holds ${secret}`).toBe(false)
    }
    expect(agent.problems).toEqual([])
    view.close()
  })
})

test("[LEAK2] a canary that somebody brings into the workspace is taken out of every answer, live output too", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const agent = await openAgent(server, created, canaries)
  const [canary = ""] = canaries
  await shell(
    server,
    created,
    `mkdir ${canary}; echo "x = '${canary}'" > pasted.py; echo "${canary}" > ${canary}/named.txt`,
  )
  const half = Math.floor(canary.length / 2)
  const apart = `printf '${canary.slice(0, half)}'; sleep 0.3; printf '${canary.slice(half)}\\n'; sleep 0.3`
  const answers = [
    await agent.call("Read", { file_path: "pasted.py" }),
    await agent.call("Read", { file_path: `${canary}/absent.txt` }),
    await agent.call("Grep", { pattern: "x = ", output_mode: "content" }),
    await agent.call("Glob", { pattern: "**/*.txt" }),
    await agent.call("Bash", { command: `cat pasted.py; ${apart}` }),
    await agent.call("terminal", { command: `cat pasted.py; ${apart}` }),
    await agent.call("Edit", { file_path: "pasted.py", old_string: "x =", new_string: "y =" }),
    await agent.call("Edit", { file_path: `${canary}/named.txt`, old_string: "nothing", new_string: "y" }),
  ]
  for (const [index, { text, live }] of answers.entries()) {
    expect(`${text}${live}`.includes(canary), `answer ${index}: ${text}`).toBe(false)
  }
  expect(answers[4]!.text).toContain("[redacted]")
  expect(answers[4]!.live).toContain("[redacted]")
  view.close()
})
