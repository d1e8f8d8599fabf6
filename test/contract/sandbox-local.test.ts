import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createConnection, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { z } from "zod"
import { takeDescriptors } from "../support/descriptors.ts"
import { makeLocalEngine, shell, spec, until } from "../support/sandbox.ts"
import { sandboxContract } from "./sandbox.ts"

const Keepers = z.object({ keepers: z.array(z.number()) })

sandboxContract("local", () => makeLocalEngine())

test("[BOX18] a data folder closed to other users, as in root's home, serves as well", async () => {
  const closed = await mkdtemp(join(tmpdir(), "interviewlm-closed-"))
  const { engine, close } = await makeLocalEngine(closed)
  onTestFinished(async () => {
    await close()
    await rm(closed, { recursive: true })
  })
  const box = await engine.create(spec())
  await box.fs.write("a", Buffer.from("b"))
  const beside = await engine.create(spec({ workspace: { kind: "shared", with: box.id } }))
  expect((await shell(beside, "cat a; ls /mnt; id -u")).stdout).toBe("b1000\n")
})

test("[BOX10] after kill -9 of the server, the shell is there with what it had said; commands have ended", async () => {
  const { engine, root, close } = await makeLocalEngine()
  onTestFinished(close)
  const script = join(import.meta.dirname, "../support/sandbox-server.ts")
  const server = spawn(process.execPath, [script, root, "survivor"], { stdio: ["ignore", "pipe", "inherit"] })
  await once(server.stdout, "data")
  server.kill("SIGKILL")
  await once(server, "exit")
  const box = await engine.attach("survivor")
  if (!box) throw new Error("the sandbox is gone")
  const terminal = await box.terminal({ id: "shell", cols: 80, rows: 24 })
  await terminal.write(Buffer.from("pwd; echo af''ter\r"))
  expect((await until(terminal, /after\r\n/)).text).toMatch(/before\r\n[^]*\/tmp\r\nafter\r\n/)
  await expect.poll(async () => (await shell(box, "pgrep -f '[s]leep 8001'")).stdout).toBe("")
})

test("[BOX23] a sandbox that cannot be reached for want of something of the server's own is kept, and found later", async () => {
  const { engine, root, close } = await makeLocalEngine()
  onTestFinished(close)
  const box = await engine.create(spec())
  await box.detach()
  const giveBack = takeDescriptors()
  try {
    await expect(engine.attach(box.id)).rejects.toThrow("EMFILE")
    await expect(engine.list()[Symbol.asyncIterator]().next()).rejects.toThrow("EMFILE")
  } finally {
    giveBack()
  }
  const { keepers } = Keepers.parse(JSON.parse(await readFile(join(root, box.id, "state.json"), "utf8")))
  const queued: Socket[] = []
  // With its guest stopped, connections wait in line until there is no more room.
  for (const pid of keepers) process.kill(pid, "SIGSTOP")
  try {
    while (queued.at(-1)?.errored == null) {
      const socket = createConnection(join(root, box.id, "guest.sock"))
      queued.push(socket)
      await once(socket, "connect").catch(() => {})
    }
    await expect(engine.attach(box.id)).rejects.toThrow("EAGAIN")
  } finally {
    for (const socket of queued) socket.destroy()
    for (const pid of keepers) process.kill(pid, "SIGCONT")
  }
  const attached = async () => (await engine.attach(box.id))?.id
  await expect.poll(() => attached().catch(() => null), { timeout: 20_000 }).toBe(box.id)
})

test("[BOX21] a sandbox whose data folder was removed ends by itself", async () => {
  const { engine, root, close } = await makeLocalEngine()
  onTestFinished(close)
  const box = await engine.create(spec())
  const terminal = await box.terminal({ id: "shell", cols: 80, rows: 24 })
  await terminal.write(Buffer.from("exec sleep 9001\r"))
  await rm(root, { recursive: true, force: true })
  expect(await box.closed).toEqual({ reason: "lost" })
})

test("[BOX22] git commits in a fresh sandbox, whoever owns the folder, with nothing set up", async () => {
  const { engine, close } = await makeLocalEngine()
  onTestFinished(close)
  const box = await engine.create(spec())
  const { stdout, stderr } = await shell(
    box,
    "command -v git >/dev/null || { echo none; exit; }; touch a; git init && git add a && git commit -qm first && git log --format='%an %s' && git branch --show-current",
  )
  if (stdout === "none\n") return
  expect(stderr).toBe("")
  expect(stdout).toMatch(/Candidate first\nmain\n$/)
})

test("[BOX17] the list tells of each when its time is over", async () => {
  const { engine, close } = await makeLocalEngine()
  onTestFinished(close)
  const before = Date.now()
  const box = await engine.create(spec({ ttlMs: 60_000 }))
  const listed: { id: string; expiresAt: number }[] = []
  for await (const one of engine.list()) listed.push(one)
  expect(listed).toMatchObject([{ id: box.id }])
  expect(listed[0]?.expiresAt).toBeGreaterThanOrEqual(before + 60_000)
})
