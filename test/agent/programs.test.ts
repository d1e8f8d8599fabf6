/** Bash, terminal, Grep, Glob and run_tests in a real sandbox. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import {
  eventsOf,
  happened,
  journalOf,
  openFile,
  shell,
  textOf as editorText,
  type,
  watchTerminal,
} from "../room/moves.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { openAgent, textOf, told } from "./harness.ts"
import type { TestAgent } from "./harness.ts"

let server: TestServer
let created: CreatedSession
let view: LiveSession
let agent: TestAgent

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  view = await begin(server, created)
  agent = await openAgent(server, created)
})

afterAll(async () => {
  view.close()
  await server.remove()
})

const run = (script: string): Promise<string> => shell(server, created, script)
const bash = (command: string, more: object = {}): ReturnType<TestAgent["call"]> =>
  agent.call("Bash", { command, ...more })
const typed = (command: string, more: object = {}): ReturnType<TestAgent["call"]> =>
  agent.call("terminal", { command, ...more })

test("[TOOL8] Bash runs on what is in the editor, and what it changes is an edit by the shell before it answers", async () => {
  const file = await openFile(view, "tab/group.py")
  type(file, "# not saved yet\n", 0)
  await told(agent, () => textOf(agent, "tab/group.py")!.startsWith("# not saved"))
  const answer = await bash("head -1 tab/group.py; pwd; echo '# from bash' >> tab/group.py; false")
  expect(answer).toMatchObject({ ok: false, text: expect.stringContaining("# not saved yet\n/workspace\n") })
  expect(answer.text).toContain("Exit code 1.")
  expect(textOf(agent, "tab/group.py")).toMatch(/# from bash\n$/)
  const changed = eventsOf(await journalOf(server, created), "doc.changed").at(-1)
  expect(changed).toMatchObject({ actor: { kind: "shell" }, data: { path: "tab/group.py" } })
  expect(editorText(file)).toMatch(/# from bash\n$/)
  file.close()
})

test("[TOOL8] of much output the beginning and the end are told, and how much it was; live it is bounded as well", async () => {
  const answer = await bash("echo BEGIN; head -c 5000000 /dev/zero | tr '\\0' 'x' | fold -w 99; echo END")
  expect(answer.ok).toBe(true)
  expect(answer.text.length).toBeLessThan(LIMITS.tools.resultCharacters + 500)
  expect(answer.text).toContain("BEGIN\nxxx")
  expect(answer.text).toMatch(/x+END\n/)
  expect(answer.text).toMatch(/middle of 5,0\d\d,\d\d\d bytes is left out/)
  expect(answer.live.length).toBeLessThan(LIMITS.tools.liveCharacters + 200)
  expect(answer.live).toMatch(/^BEGIN\n/)
})

test("[TOOL8] output that is no text is told as such, and what is not UTF-8 in text is shown as that", async () => {
  expect((await bash("head -c 100000 /dev/urandom")).text).toContain(
    "[binary output, 100,000 bytes: not shown",
  )
  expect((await bash("printf 'caf\\xe9 au lait\\n'")).text).toContain("caf\ufffd au lait")
  expect((await bash("printf '10%%\\r20%%\\r\\033[1mdone\\033[0m\\n'")).text).toContain("\ndone\n")
  expect((await bash("true")).text).toBe("It printed nothing.\nExit code 0.")
})

test("[TOOL8] a command is stopped at its limit, at once when the turn is, and nothing of it goes on", async () => {
  const slow = await bash("sleep 61 & echo begun; sleep 62", { timeout: 300 })
  expect(slow).toMatchObject({ ok: false, text: expect.stringContaining("begun\n") })
  expect(slow.text).toContain("Stopped after 0.3 seconds")
  const controller = new AbortController()
  const call = agent.call("Bash", { command: "echo up > up.txt; sleep 63" }, controller.signal)
  await happened(server, created, "doc.opened", ({ data }) => data.path === "up.txt")
  controller.abort(new Error("stopped"))
  await expect(call).rejects.toThrow("stopped")
  await expect.poll(() => run("pgrep -f 'sleep 6[123]' || echo none")).toBe("none\n")
})

test("[TOOL9] the terminal keeps its folder and variables, and the candidate sees it as a tab", async () => {
  expect(await typed("cd tab && export HERE=yes")).toMatchObject({
    ok: true,
    text: "It printed nothing.\nExit code 0.",
  })
  const answer = await typed('pwd; echo "$HERE wow!"; ls nowhere')
  expect(answer.text).toContain('<output name="terminal">\n/workspace/tab\nyes wow!\nls: ')
  expect(answer).toMatchObject({ ok: false, text: expect.stringContaining("Exit code 2.") })
  const opened = eventsOf(await journalOf(server, created), "terminal.opened")
  expect(opened).toHaveLength(1)
  expect(opened[0]).toMatchObject({ actor: { kind: "agent" }, data: { cols: 120, rows: 30 } })
  await until(view, ({ session }) => session?.terminals.length === 1)
  const screen = watchTerminal(view, opened[0]!.data.terminal)
  await screen.shows(/yes wow!/)
  screen.leave()
  const several = await typed('for n in 1 2; do\n\techo "n: $n"\ndone\ncat <<END\nheld\nEND\n# the end')
  expect(several.text).toContain('<output name="terminal">\nn: 1\nn: 2\nheld\n</output>\nExit code 0.')
  expect(await typed("echo 'unfinished", { timeout: 400 })).toMatchObject({
    text: expect.stringContaining("still runs"),
  })
  expect(await typed("\u0003")).toMatchObject({ text: expect.stringContaining("Exit code 130.") })
})

test("[TOOL9] a program that goes on is told of, gets the next line, and can be interrupted", async () => {
  const asking = await typed(
    `python3 -c 'name = input("Name? "); print("Hello,", name); import time; time.sleep(60)'`,
    { timeout: 1_500 },
  )
  expect(asking).toMatchObject({ ok: true, text: expect.stringContaining("Name?") })
  expect(asking.text).toContain("It still runs after 1.5 seconds")
  const answered = await typed("Ada", { timeout: 1_000 })
  expect(answered.text).toContain("Hello, Ada")
  expect(answered.text).toContain("still runs")
  const interrupted = await typed("\u0003")
  expect(interrupted.text).toContain("KeyboardInterrupt")
  expect(interrupted.text).toMatch(/Exit code (130|1)\./)
  expect(await typed("echo fine")).toMatchObject({ ok: true, text: expect.stringContaining("\nfine\n") })
})

test("[TOOL9] a stopped turn interrupts what runs in the terminal, and a shell that ended is replaced", async () => {
  const controller = new AbortController()
  const call = agent.call("terminal", { command: "echo begun > begun.txt; sleep 64" }, controller.signal)
  await happened(server, created, "doc.opened", ({ data }) => data.path === "tab/begun.txt")
  controller.abort(new Error("stopped"))
  await expect(call).rejects.toThrow("stopped")
  await expect.poll(() => run("pgrep -f 'sleep 6[4]' || echo none")).toBe("none\n")
  expect(await typed("echo again")).toMatchObject({ ok: true, text: expect.stringContaining("again") })
  expect(await typed("exit 3")).toMatchObject({ ok: false, text: expect.stringContaining("shell has ended") })
  expect(await typed("echo new; pwd")).toMatchObject({
    ok: true,
    text: expect.stringContaining("new\n/workspace\n"),
  })
})

test("[TOOL9] a flood in the terminal is bounded, and the shell answers after it", async () => {
  const flood = await typed("seq 1 600000")
  expect(flood.ok, flood.text.slice(-200)).toBe(true)
  expect(flood.text.length).toBeLessThan(LIMITS.tools.resultCharacters + 500)
  expect(flood.text).toContain("600000")
  expect(await typed("echo after")).toMatchObject({ ok: true })
})

test("[TOOL9] the terminal is there again after a restart of the server, and another when its tab was closed", async () => {
  await typed("cd /tmp; KEPT=here")
  const before = eventsOf(await journalOf(server, created), "terminal.opened")
  view.close()
  server = await server.restarted()
  view = openWindow(server, created)
  await until(view, ({ workspace }) => workspace.status === "ready")
  agent = await openAgent(server, created)
  expect(await typed("pwd; echo $KEPT")).toMatchObject({
    ok: true,
    text: expect.stringContaining("\n/tmp\nhere\n"),
  })
  expect(eventsOf(await journalOf(server, created), "terminal.opened")).toHaveLength(before.length)
  await view.command({ type: "close-terminal", terminal: before.at(-1)!.data.terminal })
  expect(await typed("pwd")).toMatchObject({ ok: true, text: expect.stringContaining("\n/workspace\n") })
  const slow = typed("sleep 65")
  const { data } = await happened(server, created, "terminal.input", ({ data }) =>
    Buffer.from(data.data, "base64").includes("sleep 65"),
  )
  await view.command({ type: "close-terminal", terminal: data.terminal })
  expect(await slow).toMatchObject({ ok: false, text: expect.stringContaining("shell has ended") })
})

test("[TOOL10] Grep and Glob find what is in the editor, leave out what is ignored, and never follow links", async () => {
  await run(`mkdir -p src build .config; echo 'needle here' > src/a.py; printf 'one\\nneedle\\nthree\\nNEEDLE\\n' > src/b.txt
    echo needle > build/out.py; echo needle > ignored.log; printf 'build/\\n*.log\\n' > .gitignore; echo needle > .config/c.toml
    ln -s /usr/include elsewhere; mkdir .git; echo needle > .git/x`)
  const file = await openFile(view, "src/a.py")
  type(file, "unsaved needle\n", 0)
  await told(agent, () => textOf(agent, "src/a.py")!.startsWith("unsaved"))
  const names = await agent.call("Grep", { pattern: "needle" })
  expect(names.text).toContain("\n.config/c.toml\nsrc/a.py\nsrc/b.txt\n</output>")
  const lines = await agent.call("Grep", {
    pattern: "needle",
    path: "/workspace/src",
    output_mode: "content",
    "-i": true,
    "-C": 1,
  })
  expect(lines.text).toContain("src/a.py:1:unsaved needle\nsrc/a.py:2:needle here\n")
  expect(lines.text).toContain("src/b.txt-1-one\nsrc/b.txt:2:needle\nsrc/b.txt-3-three\nsrc/b.txt:4:NEEDLE\n")
  expect(
    (await agent.call("Grep", { pattern: "needle", output_mode: "count", glob: "*.txt" })).text,
  ).toContain("\nsrc/b.txt:1\n")
  expect(
    (
      await agent.call("Grep", {
        pattern: "one.needle",
        multiline: true,
        output_mode: "content",
        "-n": false,
      })
    ).text,
  ).toContain("src/b.txt:one\n")
  expect((await agent.call("Grep", { pattern: "nowhere to be found" })).text).toBe("Nothing matches.")
  expect(await agent.call("Grep", { pattern: "(" })).toMatchObject({
    ok: false,
    text: expect.stringContaining("unclosed group"),
  })
  expect(await agent.call("Grep", { pattern: "--files" })).toMatchObject({
    ok: true,
    text: "Nothing matches.",
  })
  expect(await agent.call("Grep", { pattern: "x", path: "elsewhere" })).toMatchObject({ ok: false })
  expect(await agent.call("Grep", { pattern: "x", path: "srk" })).toMatchObject({ ok: false })
  const glob = async (pattern: string, more: object = {}) =>
    (await agent.call("Glob", { pattern, ...more })).text
  expect(await glob("**/*.py")).toMatch(/\nsrc\/a\.py\n/)
  expect(await glob("**/*.py")).not.toContain("build")
  expect(await glob("**/*")).not.toMatch(/ignored\.log|elsewhere|\.git\//)
  expect(await glob("**/*")).toContain("\n.config/c.toml\n")
  expect(await glob("*.txt", { path: "src" })).toContain("\nsrc/b.txt\n</output>")
  expect(await glob("/workspace/src/*.py")).toContain("\nsrc/a.py\n</output>")
  expect(await glob("*.zig")).toBe("No file is like *.zig.")
  file.close()
})

test("[TOOL10] more results than are told at once come page by page", async () => {
  await run("mkdir many; for n in $(seq -w 1 300); do echo page > many/$n.txt; done")
  const first = await agent.call("Grep", { pattern: "page", path: "many" })
  expect(first.text).toContain("many/250.txt")
  expect(first.text).not.toContain("many/251.txt")
  expect(first.text).toContain("go on with offset 250")
  const second = await agent.call("Grep", { pattern: "page", path: "many", offset: 250 })
  expect(second.text).toContain("\nmany/251.txt\n")
  expect(second.text).not.toContain("There is more")
  const small = await agent.call("Grep", { pattern: "page", path: "many", head_limit: 2, offset: 1 })
  expect(small.text).toContain("\nmany/002.txt\nmany/003.txt\n</output>\nThere is more: go on with offset 3.")
  const files = await agent.call("Glob", { pattern: "many/*.txt", offset: 250 })
  expect(files.text).toContain("\nmany/251.txt\n")
  expect(files.text).not.toContain("go on")
  await run("rm -r many")
})

test("[TOOL11] run_tests is the run that the candidate sees, on what is in the editor, and tells each failure", async () => {
  await run("rm -rf tests tab src build .config many; rm -f *.py")
  await agent.call("Write", {
    file_path: "test_sums.py",
    content: "def test_right():\n    assert 1 + 1 == 2\n\ndef test_wrong():\n    assert 1 + 1 == 3\n",
  })
  const answer = await agent.call("run_tests", {})
  expect(answer.ok).toBe(false)
  expect(answer.text).toContain("1 of 2 tests passed, 1 failed.")
  expect(answer.text).toContain("FAILED test_sums.py::test_wrong\nname: test_wrong\nat: test_sums.py:")
  expect(answer.text).toMatch(/expected: 3|== 3/)
  await until(view, ({ session }) => session?.run?.finished?.summary.failed === 1)
  expect(view.getState().session!.run).toMatchObject({ by: { kind: "agent" } })
  await agent.call("Edit", { file_path: "test_sums.py", old_string: "== 3", new_string: "== 2" })
  const one = await agent.call("run_tests", { only: ["test_wrong"] })
  expect(one).toMatchObject({ ok: true, text: expect.stringContaining("1 of 1 test passed.") })
  expect(await agent.call("run_tests", { only: ["test_other"] })).toMatchObject({
    ok: false,
    text: expect.stringContaining("test_sums.py::test_wrong"),
  })
})

test("[TOOL11] run_tests waits for the candidate's run, and a stopped turn stops its own", async () => {
  await agent.call("Write", {
    file_path: "test_sums.py",
    content: "import time\ndef test_slow():\n    time.sleep(1)\n",
  })
  await view.command({ type: "run-tests", only: [] })
  expect(await agent.call("run_tests", {})).toMatchObject({ ok: true })
  const runs = eventsOf(await journalOf(server, created), "test.started").slice(-2)
  expect(runs.map(({ actor }) => actor.kind)).toEqual(["candidate", "agent"])
  await agent.call("Write", {
    file_path: "test_sums.py",
    content: "import time\ndef test_slow():\n    time.sleep(28)\n",
  })
  const controller = new AbortController()
  const call = agent.call("run_tests", {}, controller.signal)
  await happened(server, created, "test.collected", ({ seq }) => seq > runs[1]!.seq + 3)
  controller.abort(new Error("stopped"))
  await expect(call).rejects.toThrow("stopped")
  await happened(server, created, "test.finished", ({ data }) => data.outcome === "cancelled")
  expect(agent.problems).toEqual([])
})
