/** What every sandbox engine promises: `sandboxContract("local", makeLocalEngine)`. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import type { Sandbox, SandboxSpec } from "../../src/server/sandbox/engine.ts"
import { changesUntil, run, shell, spec, type TestEngine, until } from "../support/sandbox.ts"

export function sandboxContract(name: string, makeEngine: () => Promise<TestEngine>): void {
  describe(`sandbox contract: ${name}`, () => {
    let made: TestEngine
    let box: Sandbox
    beforeAll(async () => {
      made = await makeEngine()
      box = await made.engine.create(spec())
    })
    afterAll(async () => {
      await made.close()
    })
    const fresh = async (changes: Partial<SandboxSpec> = {}) => {
      const sandbox = await made.engine.create(spec(changes))
      onTestFinished(() => sandbox.destroy())
      return sandbox
    }

    describe("commands", () => {
      test("[BOX1] a command's outputs and channel come apart, with its exit", async () => {
        const ran = await run(box, {
          argv: ["/bin/sh", "-c", "echo out; echo err >&2; echo told >&3; exit 3"],
          channel: true,
        })
        expect(ran).toMatchObject({ stdout: "out\n", stderr: "err\n", channel: "told\n" })
        expect(ran.exit).toMatchObject({ code: 3, signal: null, reason: "exited" })
      })

      test("[BOX1] input reaches the command, at the start and later", async () => {
        const early = await run(box, { argv: ["cat"], stdin: Buffer.from("whole") })
        expect(early.stdout).toBe("whole")
        const proc = await box.exec({ argv: ["cat"] })
        await proc.write(Buffer.from("one "))
        await proc.write(Buffer.from("two"))
        await proc.closeInput()
        let text = ""
        for await (const { data } of proc.output) text += Buffer.from(data).toString()
        expect(text).toBe("one two")
      })

      test("[BOX1] a command that does not exist exits 127", async () => {
        const ran = await run(box, ["no-such-program"])
        expect(ran.exit).toMatchObject({ code: 127, reason: "exited" })
        expect(ran.stderr).toContain("command not found")
      })

      test("[BOX1] it runs in the folder asked for, which must be in the workspace", async () => {
        await box.fs.mkdir("deep/er")
        expect((await run(box, { argv: ["pwd"], cwd: "deep/er" })).stdout.trim()).toMatch(/\/deep\/er$/)
        await expect(box.exec({ argv: ["pwd"], cwd: "../.." })).rejects.toMatchObject({
          code: "invalid-path",
        })
        await expect(box.exec({ argv: ["pwd"], cwd: "nowhere" })).rejects.toMatchObject({ code: "absent" })
      })

      test("[BOX2] nothing of the server's environment is inside, and what was asked for is", async () => {
        const sandbox = await fresh({ env: { FROM_SPEC: "1" } })
        const { stdout } = await run(sandbox, { argv: ["env"], env: { FROM_COMMAND: "2" } })
        const names = stdout.split("\n").map((line) => line.split("=")[0])
        const allowed = /^(PATH|HOME|USER|LANG|TERM|PWD|FROM_SPEC|FROM_COMMAND|GOTMPDIR|INTERVIEWLM_PROC|)$/
        expect(names.filter((entry) => !allowed.test(entry ?? ""))).toEqual([])
        expect(stdout).toContain("FROM_SPEC=1")
        expect(stdout).toContain("FROM_COMMAND=2")
      })

      test("[BOX3] time over: the command is killed with its children", async () => {
        const ran = await run(box, {
          argv: ["/bin/bash", "-c", "sleep 1000 & echo started; trap '' TERM; sleep 1001"],
          limits: { wallMs: 300 },
        })
        expect(ran.exit.reason).toBe("timeout")
        expect(ran.stdout).toBe("started\n")
        expect((await shell(box, "pgrep -f 'sleep 100[01]'")).stdout).toBe("")
      })

      test("[BOX3] too much output: what fits is delivered, then the command is killed", async () => {
        const ran = await run(box, { argv: ["yes"], limits: { outputBytes: 100_000 } })
        expect(ran.exit.reason).toBe("output")
        expect(ran.stdout.length).toBe(100_000)
      })

      test("[BOX3] the output limit counts both outputs together, and not the channel", async () => {
        const both = await run(box, {
          argv: ["/bin/bash", "-c", "head -c 60000 /dev/zero; head -c 60000 /dev/zero >&2; sleep 100"],
          limits: { outputBytes: 100_000 },
        })
        expect(both.exit.reason).toBe("output")
        const channel = await run(box, {
          argv: ["/bin/bash", "-c", "head -c 3000000 /dev/zero >&3"],
          limits: { outputBytes: 1000 },
          channel: true,
        })
        expect(channel.exit).toMatchObject({ reason: "exited", code: 0 })
        expect(channel.channel.length).toBe(3_000_000)
      })

      test("[BOX3] too much memory: the command is killed and says so; the sandbox goes on", async () => {
        const sandbox = await fresh({ limits: { memoryBytes: 96 << 20, processes: 60, diskBytes: 64 << 20 } })
        const ran = await run(sandbox, ["python3", "-c", "x = bytearray(400 << 20); print(len(x))"])
        expect(ran.exit.reason).toBe("memory")
        expect((await shell(sandbox, "echo alive")).stdout).toBe("alive\n")
      })

      test("[BOX3] a fork bomb stays inside its limit and dies with its command", async () => {
        const sandbox = await fresh({
          limits: { memoryBytes: 256 << 20, processes: 40, diskBytes: 64 << 20 },
        })
        const bomb = await run(sandbox, {
          argv: ["/bin/bash", "-c", "bomb() { bomb | bomb & }; bomb; sleep 100"],
          limits: { wallMs: 1500 },
        })
        expect(["timeout", "output", "exited"]).toContain(bomb.exit.reason)
        expect((await shell(sandbox, "echo alive")).stdout).toBe("alive\n")
        expect((await sandbox.usage()).processes).toBeLessThan(12)
      })

      test("[BOX4] kill ends the tree: children, other sessions, daemons with a wiped environment", async () => {
        const proc = await box.exec({
          argv: [
            "/bin/bash",
            "-c",
            "setsid sleep 2001 & (env -i setsid sleep 2002 &); (setsid setsid sleep 2003 &); echo ready; sleep 2004",
          ],
        })
        for await (const { data } of proc.output) if (Buffer.from(data).toString().includes("ready")) break
        await proc.kill()
        expect((await proc.exit).reason).toBe("killed")
        expect((await shell(box, "pgrep -f 'sleep 200[1-4]'")).stdout).toBe("")
      })

      test("[BOX4] what a command leaves behind ends with it", async () => {
        const ran = await shell(box, "setsid sleep 3001 >/dev/null 2>&1 & echo done")
        expect(ran).toMatchObject({ stdout: "done\n", exit: { reason: "exited", code: 0 } })
        expect((await shell(box, "pgrep -f 'sleep 3001'")).stdout).toBe("")
      })

      test("[BOX1] usage tells time and memory", async () => {
        const ran = await run(box, ["python3", "-c", "sum(range(3_000_000)); x = bytearray(30 << 20)"])
        expect(ran.exit.usage.wallMs).toBeGreaterThan(0)
        expect(ran.exit.usage.cpuMs).toBeGreaterThan(0)
        expect(ran.exit.usage.peakMemoryBytes).toBeGreaterThan(0)
        expect((await box.usage()).memoryBytes).toBeGreaterThan(1 << 20)
      })
    })

    describe("walls", () => {
      test("[BOX5] no network: neither addresses, names nor the metadata service", async () => {
        const probe = `
import socket
def attempt(name, work):
    try:
        work()
        print(name, "reached")
    except OSError:
        print(name, "refused")
attempt("tcp", lambda: socket.create_connection(("1.1.1.1", 53), 2))
attempt("metadata", lambda: socket.create_connection(("169.254.169.254", 80), 2))
attempt("dns", lambda: socket.getaddrinfo("example.com", 80))
attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("8.8.8.8", 53)))
`
        const { stdout } = await run(box, ["python3", "-c", probe])
        expect(stdout).toBe("tcp refused\nmetadata refused\ndns refused\nudp refused\n")
      })

      test("[BOX5] loopback works inside", async () => {
        const { stdout } = await run(box, [
          "python3",
          "-c",
          "import socket; s = socket.create_server(('127.0.0.1', 0)); c = socket.create_connection(s.getsockname()); print('ok')",
        ])
        expect(stdout).toBe("ok\n")
      })

      test("[BOX6] nothing of the host is there: files, accounts, processes", async () => {
        const { stdout } = await shell(
          box,
          "ls -d /root /etc/shadow /work /var/lib /home/* 2>/dev/null; id -u; ps -e -o comm= 2>/dev/null | sort -u | grep -v -E 'bwrap|node|bash|ps|sort|grep|MainThread|interviewlm' ; ls /proc | grep -c '^[0-9]'",
        )
        const lines = stdout.trim().split("\n")
        expect(lines.slice(0, -1)).toEqual(["/home/candidate", "1000"])
        expect(Number(lines.at(-1))).toBeLessThan(20)
      })

      test("[BOX6] only the workspace, the home and temporary folders can be written", async () => {
        const { stdout } = await shell(
          box,
          "for d in / /usr /etc /opt /opt/interviewlm /dev /proc/sys /workspace $HOME /tmp /var/tmp /dev/shm; do (echo x > $d/probe) 2>/dev/null && echo $d; done; rm -f /workspace/probe",
        )
        expect(stdout.trim().split("\n")).toEqual([
          "/workspace",
          "/home/candidate",
          "/tmp",
          "/var/tmp",
          "/dev/shm",
        ])
      })

      test("[BOX7] an allow list the engine cannot give is refused", async () => {
        if (made.engine.caps.egressAllowlist) return
        await expect(made.engine.create(spec({ network: { allow: ["example.com"] } }))).rejects.toThrow(
          /network/,
        )
        await expect(box.setNetwork({ allow: ["example.com"] })).rejects.toThrow(/network/)
      })
    })

    describe("terminals", () => {
      test("[BOX8] a shell answers, with its size", async () => {
        const terminal = await box.terminal({ id: "echo", cols: 91, rows: 17 })
        await terminal.write(Buffer.from("stty size; echo $((6*7))\r"))
        await until(terminal, /17 91\r\n42/)
        await terminal.resize(120, 40)
        await terminal.write(Buffer.from("stty size\r"))
        await until(terminal, /40 120/)
        await terminal.close()
      })

      test("[BOX8] job control: Ctrl-C ends the foreground, Ctrl-Z suspends it", async () => {
        const terminal = await box.terminal({ id: "jobs", cols: 80, rows: 24 })
        const busy = `import signal, time; signal.signal(2, signal.SIG_DFL); print("bu" + "sy", flush=True); time.sleep(4001)`
        await terminal.write(Buffer.from(`python3 -c '${busy}'\r`))
        const first = await until(terminal, /busy\r\n/)
        await terminal.write(Buffer.from("\x03"))
        await terminal.write(Buffer.from("echo status $?\r"))
        const second = await until(terminal, /status 130/, first.offset)
        await terminal.write(Buffer.from(`python3 -c '${busy}'\r`))
        const third = await until(terminal, /busy\r\n/, second.offset)
        await terminal.write(Buffer.from("\x1a"))
        await until(terminal, /Stopped\s+python3/, third.offset)
        await terminal.write(Buffer.from("exec true\r"))
        await terminal.exit
        await terminal.close()
      })

      test("[BOX8] the last output comes before the exit, though nobody was reading", async () => {
        const terminal = await box.terminal({
          id: "drain",
          cols: 80,
          rows: 24,
          argv: ["/bin/sh", "-c", "seq 1 60000; echo the-end; exit 5"],
        })
        const read = await until(terminal, /the-end\r\n/)
        expect(read.text.startsWith("1\r\n2\r\n")).toBe(true)
        expect(await terminal.exit).toEqual({ code: 5, signal: null })
        expect((await box.terminals()).find(({ id }) => id === "drain")).toMatchObject({
          offset: read.offset,
          exit: { code: 5 },
        })
        await terminal.close()
        expect((await box.terminals()).map(({ id }) => id)).not.toContain("drain")
      })

      test("[BOX9] an unread terminal stops its program instead of filling memory", async () => {
        const terminal = await box.terminal({ id: "flood", cols: 80, rows: 24, argv: ["/usr/bin/yes"] })
        const reader = terminal.output(0)[Symbol.asyncIterator]()
        await reader.next()
        let last = -1
        for (;;) {
          const now = (await box.terminals()).find(({ id }) => id === "flood")?.offset ?? 0
          if (now === last) break
          last = now
          await shell(box, "sleep 0.2")
        }
        expect(last).toBeLessThan(2 << 20)
        for (let chunk = await reader.next(); !chunk.done && chunk.value.offset < 2 << 20;)
          chunk = await reader.next()
        await terminal.close()
      })

      test("[BOX10] a terminal outlives the server: its output goes on from an offset", async () => {
        const first = await fresh()
        const before = await first.terminal({ id: "stays", cols: 80, rows: 24 })
        await before.write(Buffer.from("export KEPT=yes; echo one-$((1))\r"))
        const { offset } = await until(before, /one-1\r\n/)
        await before.write(Buffer.from("sleep 0.2; echo two-$((2))\r"))
        await first.detach()

        const again = await (await made.restarted()).attach(first.id)
        if (!again) throw new Error("the sandbox is gone")
        expect(await again.terminals()).toMatchObject([{ id: "stays", cols: 80, rows: 24, exit: null }])
        const after = await again.terminal({ id: "stays", cols: 80, rows: 24 })
        const rest = await until(after, /two-2\r\n/, offset)
        expect(rest.text).not.toContain("one-1\r\n")
        await after.write(Buffer.from("echo $KEPT\r"))
        await until(after, /yes\r\n/, rest.offset)
        await again.destroy()
      })

      test("[BOX8] a closed terminal ends with what ran in it, and its name can be used again", async () => {
        for (const _ of [1, 2]) {
          const terminal = await box.terminal({ id: "again", cols: 80, rows: 24 })
          await terminal.write(Buffer.from("trap '' HUP; (trap '' HUP; sleep 4501) & echo op''en\r"))
          await until(terminal, /open\r\n/)
          await terminal.close()
          await terminal.exit
          expect((await shell(box, "pgrep -f '[s]leep 4501'")).stdout).toBe("")
        }
      })

      test("[BOX8] a ninth terminal is refused, a strange name too", async () => {
        const sandbox = await fresh()
        for (let index = 0; index < 8; index++)
          await sandbox.terminal({ id: `t${index}`, cols: 80, rows: 24 })
        await expect(sandbox.terminal({ id: "t8", cols: 80, rows: 24 })).rejects.toMatchObject({
          code: "denied",
        })
        await expect(sandbox.terminal({ id: "../x", cols: 80, rows: 24 })).rejects.toThrow(RangeError)
      })
    })

    describe("files", () => {
      test("[BOX11] write, read, stat, list by page, rename, remove", async () => {
        const { fs } = await fresh()
        const entry = await fs.write("src/a.txt", Buffer.from("hello"))
        expect(entry).toMatchObject({ path: "src/a.txt", kind: "file", size: 5, mode: 0o644 })
        expect(Buffer.from(await fs.read("src/a.txt", 5)).toString()).toBe("hello")
        await expect(fs.read("src/a.txt", 4)).rejects.toMatchObject({ code: "too-large" })
        await fs.write("src/run.sh", Buffer.from("#!"), { mode: 0o755 })
        await fs.write("src/run.sh", Buffer.from("#!/bin/sh"))
        expect((await fs.stat("src/run.sh"))?.mode).toBe(0o755)
        for (const name of ["b", "c", "d"]) await fs.write(`src/${name}`, Buffer.from(name))
        const page = await fs.list("src", { limit: 2 })
        expect(page).toMatchObject({ more: true, entries: [{ path: "src/a.txt" }, { path: "src/b" }] })
        const rest = await fs.list("src", { after: "b", limit: 10 })
        expect(rest.entries.map(({ path }) => path)).toEqual(["src/c", "src/d", "src/run.sh"])
        expect(rest.more).toBe(false)
        await fs.rename("src/b", "lib/b")
        expect(await fs.stat("src/b")).toBeNull()
        await expect(fs.rename("src/c", "src/d")).rejects.toMatchObject({ code: "exists" })
        await fs.remove("src")
        expect((await fs.list("")).entries.map(({ path }) => path)).toEqual(["lib"])
      })

      test("[BOX11] a large file goes in and out whole", async () => {
        const { fs } = await fresh()
        const bytes = Buffer.alloc(5_000_001, "0123456789abcdef")
        await fs.write("big", bytes)
        expect(Buffer.compare(Buffer.from(await fs.read("big", 10 << 20)), bytes)).toBe(0)
      })

      test("[BOX11] a write may say which content it replaces", async () => {
        const { fs } = await fresh()
        await fs.write("a", Buffer.from("one"), { expect: null })
        await expect(fs.write("a", Buffer.from("x"), { expect: null })).rejects.toMatchObject({
          code: "changed",
        })
        const one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
        await fs.write("a", Buffer.from("two"), { expect: one })
        await expect(fs.write("a", Buffer.from("three"), { expect: one })).rejects.toMatchObject({
          code: "changed",
        })
        expect(Buffer.from(await fs.read("a", 10)).toString()).toBe("two")
        expect((await fs.list("")).entries).toHaveLength(1)
      })

      test.for(
        [
          "../out",
          "/etc/passwd",
          "a/../../b",
          "a\0b",
          "a//b",
          "./a",
          "a/",
          "x".repeat(256),
          `${"d/".repeat(600)}f`,
        ].map((path) => ({ path, name: path.slice(0, 20) })),
      )("[BOX12] the path $name is refused", async ({ path }) => {
        const { fs } = box
        for (const attempt of [
          () => fs.read(path, 10),
          () => fs.write(path, Buffer.from("x")),
          () => fs.stat(path),
          () => fs.list(path),
          () => fs.mkdir(path),
          () => fs.remove(path),
          () => fs.rename(path, "b"),
          () => fs.rename("b", path),
        ])
          await expect(attempt()).rejects.toMatchObject({ code: "invalid-path" })
      })

      test("[BOX12] links never lead out, and within the workspace they are followed", async () => {
        const sandbox = await fresh()
        const { fs } = sandbox
        await fs.write("real/file", Buffer.from("inside"))
        await shell(
          sandbox,
          "ln -s /etc out; ln -s /etc/passwd passwd; ln -s real in; ln -s nowhere dangling; ln -s loop loop",
        )
        for (const path of ["out/passwd", "passwd"]) {
          await expect(fs.read(path, 1 << 20)).rejects.toMatchObject({ code: "escapes" })
          await expect(fs.write(path, Buffer.from("x"))).rejects.toMatchObject({ code: "escapes" })
        }
        await expect(fs.list("out")).rejects.toMatchObject({ code: "escapes" })
        await expect(fs.write("dangling", Buffer.from("x"))).rejects.toMatchObject({ code: "escapes" })
        await expect(fs.read("loop", 10)).rejects.toMatchObject({ code: "escapes" })
        expect(await fs.stat("passwd")).toMatchObject({ kind: "link" })
        expect(Buffer.from(await fs.read("in/file", 10)).toString()).toBe("inside")
        await fs.remove("out")
        expect((await shell(sandbox, "ls /etc/passwd")).stdout).toBe("/etc/passwd\n")
      })

      test("[BOX12] FIFOs, sockets, devices and folders are no files, and nothing waits on them", async () => {
        const sandbox = await fresh()
        const made =
          "mkfifo fifo; mkdir folder; python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('socket')\""
        await shell(sandbox, made)
        for (const path of ["fifo", "socket", "folder"]) {
          await expect(sandbox.fs.read(path, 10)).rejects.toMatchObject({ code: "not-a-file" })
          await expect(sandbox.fs.write(path, Buffer.from("x"))).rejects.toMatchObject({ code: "not-a-file" })
        }
        await expect(sandbox.fs.read("absent", 10)).rejects.toMatchObject({ code: "absent" })
        await expect(sandbox.fs.list("fifo")).rejects.toMatchObject({ code: "not-a-folder" })
      })

      test("[BOX13] a change from outside is told once it is whole, with its digest", async () => {
        const sandbox = await fresh()
        const changes = sandbox.fs.watch()[Symbol.asyncIterator]()
        expect((await changes.next()).value).toEqual({ kind: "rescan" })
        await shell(sandbox, "mkdir -p a/b && echo hello > a/b/c.txt")
        const seen = await changesUntil(changes, (change) => change.kind === "written")
        expect(seen.at(-1)).toMatchObject({
          entry: { path: "a/b/c.txt", size: 6 },
          digest: "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
        })
        expect(seen.filter(({ kind }) => kind === "folder")).toHaveLength(2)
        await shell(sandbox, "rm -r a")
        const gone = await changesUntil(changes, (change) => change.kind === "removed" && change.path === "a")
        expect(gone).toContainEqual({ kind: "removed", path: "a/b/c.txt" })
        await changes.return?.()
      })

      test("[BOX13] truncate-then-write is told as its outcome, never as an empty file", async () => {
        const sandbox = await fresh()
        await sandbox.fs.write("f", Buffer.from("before"))
        const changes = sandbox.fs.watch()[Symbol.asyncIterator]()
        await changes.next()
        const slow =
          "import time; f = open('f', 'w'); f.flush(); time.sleep(0.01); f.write('after!!'); f.close()"
        await run(sandbox, ["python3", "-c", slow])
        const [change] = await changesUntil(changes, ({ kind }) => kind === "written")
        expect(change).toMatchObject({ kind: "written", entry: { path: "f", size: 7 } })
        await changes.return?.()
      })

      test("[BOX13] the inside of node_modules and .git is not told, though it can be listed", async () => {
        const sandbox = await fresh()
        const changes = sandbox.fs.watch()[Symbol.asyncIterator]()
        await changes.next()
        await shell(
          sandbox,
          "mkdir -p node_modules/x .git/refs; echo 1 > node_modules/x/index.js; echo 2 > .git/HEAD; echo 3 > last",
        )
        const seen = await changesUntil(changes, (change) => change.kind === "written")
        expect(seen.flatMap((change) => ("entry" in change ? [change.entry.path] : []))).toEqual(
          expect.arrayContaining(["last"]),
        )
        expect(seen.some((change) => "entry" in change && change.entry.path.includes("/"))).toBe(false)
        expect((await sandbox.fs.list("node_modules")).entries).toHaveLength(1)
        await changes.return?.()
      })

      test("[BOX14] pack and unpack carry a folder to another sandbox", async () => {
        const [from, to] = [await fresh(), await fresh()]
        const long = `${"long-".repeat(30)}name/${"x".repeat(120)}`
        await from.fs.write("p/bin/run", Buffer.from("#!/bin/sh\n"), { mode: 0o755 })
        await from.fs.write(`p/${long}`, Buffer.from("deep"))
        await from.fs.write("p/große Datei", Buffer.alloc(700_000, "x"))
        await from.fs.write("p/node_modules/m/index.js", Buffer.from("no"))
        await shell(from, "mkdir p/empty; ln -s /etc/passwd p/link; mkfifo p/fifo")
        await to.fs.unpack("q", from.fs.pack("p", { exclude: ["node_modules"] }))
        const { stdout } = await shell(to, "cd q && find . | sort && stat -c %a bin/run && cat bin/run")
        expect(stdout.split("\n")).toEqual([
          ".",
          "./bin",
          "./bin/run",
          "./empty",
          "./große Datei",
          `./${long.split("/")[0]}`,
          `./${long}`,
          "755",
          "#!/bin/sh",
          "",
        ])
      })

      test("[BOX14] an archive of the system's tar is read, and one that climbs out is refused", async () => {
        const sandbox = await fresh()
        await shell(
          sandbox,
          `mkdir s && echo hi > s/f && mkdir -p s/${"d".repeat(120)} && echo x > s/${"d".repeat(120)}/g`,
        )
        const whole = await shell(
          sandbox,
          "tar -cf t.tar -C s . && tar -cf u.tar --transform 's,^,../,' -P -C s f; echo $?",
        )
        expect(whole.stdout).toBe("0\n")
        const archive = async function* (path: string) {
          yield await sandbox.fs.read(path, 1 << 20)
        }
        await sandbox.fs.unpack("copy", archive("t.tar"))
        expect((await shell(sandbox, "diff -r s copy && echo same")).stdout).toBe("same\n")
        await expect(sandbox.fs.unpack("copy", archive("u.tar"))).rejects.toMatchObject({
          code: "invalid-path",
        })
        await expect(sandbox.fs.unpack("copy", archive("s/f"))).rejects.toThrow()
      })
    })

    describe("life", () => {
      test("[BOX15] a sandbox can share the workspace of another, and nothing else", async () => {
        const owner = await fresh()
        await owner.fs.write("shared.txt", Buffer.from("seen"))
        const guest = await fresh({ workspace: { kind: "shared", with: owner.id } })
        expect(
          (await shell(guest, "cat shared.txt; echo back > back.txt; touch ~/private; (sleep 9001 &)"))
            .stdout,
        ).toBe("seen")
        expect(Buffer.from(await owner.fs.read("back.txt", 10)).toString()).toBe("back\n")
        expect((await shell(owner, "ls -A ~; pgrep -f '[s]leep 9001'; rm back.txt; echo ok")).stdout).toBe(
          "ok\n",
        )
        await guest.destroy()
        expect(Buffer.from(await owner.fs.read("shared.txt", 10)).toString()).toBe("seen")
        await expect(
          made.engine.create(spec({ workspace: { kind: "shared", with: "nobody" } })),
        ).rejects.toThrow()
      })

      test("[BOX16] frozen, nothing moves; thawed, it goes on where it was, suspended jobs stay suspended", async () => {
        const sandbox = await fresh()
        const terminal = await sandbox.terminal({ id: "clock", cols: 80, rows: 24 })
        await terminal.write(Buffer.from("sleep 5001 & kill -STOP $!; echo re''ady\r"))
        await until(terminal, /ready\r\n/)
        await terminal.write(
          Buffer.from("for i in {1..40}; do sleep 0.02; echo tick >> ticks; done; echo do''ne\r"),
        )
        const changes = sandbox.fs.watch()[Symbol.asyncIterator]()
        await changesUntil(changes, (change) => change.kind === "written")
        await sandbox.freeze()
        await sandbox.freeze()
        const size = (await sandbox.fs.stat("ticks"))?.size ?? 0
        expect((await shell(sandbox, "sleep 0.2; stat -c %s ticks")).stdout.trim()).toBe(String(size))
        await sandbox.thaw()
        const { text } = await until(terminal, /done\r\n/)
        expect(text).not.toMatch(/Stopped\s+sleep 0/)
        await changes.return?.()
        await terminal.write(Buffer.from("jobs\r"))
        await until(terminal, /jobs\r\n[^]*\[1\]\+\s+Stopped\s+sleep 5001/)
      })

      test("[SES10] a command's time stands still while the sandbox is frozen", async () => {
        const sandbox = await fresh()
        const other = await fresh()
        const proc = await sandbox.exec({ argv: ["/bin/sleep", "0.5"], limits: { wallMs: 1_500 } })
        await sandbox.freeze()
        await shell(other, "sleep 2")
        await sandbox.thaw()
        expect(await proc.exit).toMatchObject({ reason: "exited", code: 0 })
      })

      test("[BOX17] destroyed, it is gone with everything in it", async () => {
        const sandbox = await made.engine.create(spec())
        const terminal = await sandbox.terminal({ id: "t", cols: 80, rows: 24 })
        const proc = await sandbox.exec({
          argv: ["/bin/bash", "-c", "trap '' TERM HUP; setsid sleep 6001 & sleep 6002"],
        })
        await sandbox.destroy()
        await sandbox.destroy()
        expect(await sandbox.closed).toEqual({ reason: "destroyed" })
        expect((await proc.exit).reason).toBe("lost")
        expect(await terminal.exit).toEqual({ code: null, signal: null })
        expect(await made.engine.attach(sandbox.id)).toBeNull()
        await expect(sandbox.fs.list("")).rejects.toThrow(/gone/)
      })

      test("[BOX17] an old handle cannot end a later sandbox of the same name", async () => {
        const old = await made.engine.create(spec())
        await (await (await made.restarted()).attach(old.id))?.destroy()
        const later = await fresh({ id: old.id })
        await old.destroy()
        expect((await shell(later, "echo alive")).stdout).toBe("alive\n")
      })

      test("[BOX17] it ends by itself when its time is over", async () => {
        const sandbox = await made.engine.create(spec({ ttlMs: 900 }))
        expect(await sandbox.closed).toEqual({ reason: "expired" })
        expect(await made.engine.attach(sandbox.id)).toBeNull()
      })

      test("[BOX17] a name is used once at a time, and must be a plain one", async () => {
        const sandbox = await fresh()
        await expect(made.engine.create(spec({ id: sandbox.id }))).rejects.toThrow(/already/)
        await expect(made.engine.create(spec({ id: "../x" }))).rejects.toThrow(RangeError)
        const ids: string[] = []
        for await (const { id } of made.engine.list()) ids.push(id)
        expect(ids).toContain(sandbox.id)
      })

      test("[BOX10] the newest connection counts; a command of the older one ends as lost", async () => {
        const first = await fresh()
        const proc = await first.exec({ argv: ["sleep", "7001"] })
        const second = await (await made.restarted()).attach(first.id)
        if (!second) throw new Error("the sandbox is gone")
        expect((await proc.exit).reason).toBe("lost")
        expect(await first.closed).toEqual({ reason: "lost" })
        expect((await shell(second, "pgrep -f '[s]leep 7001'; echo alive")).stdout).toBe("alive\n")
        await second.destroy()
      })
    })
  })
}
