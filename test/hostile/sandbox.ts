/** What hostile code in a sandbox tries: `sandboxWalls("local", makeLocalEngine)`. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import type { Sandbox } from "../../src/server/sandbox/engine.ts"
import { run, shell, spec, type TestEngine, until } from "../support/sandbox.ts"

/** Calls the kernel with nothing between, and prints the name of what came back. */
const CALL = `
import ctypes, errno, os, platform, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(name, x64, arm64, *args):
    ctypes.set_errno(0)
    number = x64 if platform.machine() == "x86_64" else arm64
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in args])
    print(name, "ok" if result >= 0 else errno.errorcode.get(ctypes.get_errno(), ctypes.get_errno()))
`

export function sandboxWalls(name: string, makeEngine: () => Promise<TestEngine>): void {
  describe(`hostile code in a sandbox: ${name}`, () => {
    let made: TestEngine
    let box: Sandbox
    beforeAll(async () => {
      made = await makeEngine()
      box = await made.engine.create(spec())
    })
    afterAll(async () => {
      await made.close()
    })
    const fresh = async () => {
      const sandbox = await made.engine.create(spec())
      onTestFinished(() => sandbox.destroy())
      return sandbox
    }
    const python = async (script: string) => {
      const ran = await run(box, ["python3", "-c", script])
      return `${ran.stdout}${ran.stderr}`.trim().split("\n")
    }

    test("[WALL1] the kernel's dangerous calls are refused", async () => {
      const answers = await python(`${CALL}
call("ptrace", 101, 117, 0, 0, 0, 0)
call("process_vm_readv", 310, 270, os.getppid(), 0, 0, 0, 0, 0)
call("process_vm_writev", 311, 271, os.getppid(), 0, 0, 0, 0, 0)
call("unshare", 272, 97, 0x10000000)
call("setns", 308, 268, 0, 0)
call("mount", 165, 40, 0, 0, 0, 0, 0)
call("umount", 166, 39, b"/workspace", 2)
call("pivot_root", 155, 41, 0, 0)
call("chroot", 161, 51, b"/tmp")
call("bpf", 321, 280, 0, 0, 0)
call("userfaultfd", 323, 282, 1)
call("keyctl", 250, 219, 0, 0)
call("add_key", 248, 217, 0, 0, 0, 0, 0)
call("request_key", 249, 218, 0, 0, 0, 0)
call("perf_event_open", 298, 241, 0, 0, -1, -1, 0)
call("kexec_load", 246, 104, 0, 0, 0, 0)
call("init_module", 175, 105, 0, 0, 0)
call("open_by_handle_at", 304, 265, 0, 0, 0)
call("move_mount", 429, 429, 0, 0, 0, 0, 0)
call("fsopen", 430, 430, b"tmpfs", 0)
call("pidfd_getfd", 438, 438, 0, 0, 0)
call("clone3", 435, 435, 0, 0)
call("io_uring_setup", 425, 425, 8, 0)
call("clone with a new user namespace", 56, 220, 0x10000000 | 17, 0, 0, 0, 0)
`)
      expect(answers.slice(0, -3).filter((line) => !line.endsWith(" EPERM"))).toEqual([])
      expect(answers).toHaveLength(24)
      expect(answers.slice(-3)).toEqual([
        "clone3 ENOSYS",
        "io_uring_setup ENOSYS",
        "clone with a new user namespace EPERM",
      ])
    })

    test("[WALL1] only plain families of sockets exist", async () => {
      const answers = await python(`
import socket
for family in [1, 2, 10, 16, 17, 31, 38, 40, 44]:
    try:
        socket.socket(family, socket.SOCK_RAW if family in (16, 17) else socket.SOCK_STREAM if family != 38 else socket.SOCK_SEQPACKET).close()
        print(family, "ok")
    except OSError as error:
        print(family, error.errno)
`)
      expect(answers).toEqual(["1 ok", "2 ok", "10 ok", "16 ok", "17 97", "31 97", "38 97", "40 97", "44 97"])
    })

    test("[WALL1] another architecture's calls end the process", async () => {
      if (process.arch !== "x64") return
      // int 0x80: getpid by the 32-bit table.
      const [answer] = await python(`
import ctypes, mmap, os
pid = os.fork()
if pid == 0:
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(bytes([0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3]))
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    os._exit(0)
print(os.WTERMSIG(os.waitpid(pid, 0)[1]))
`)
      expect(answer).toBe("31")
    })

    test("[WALL2] nothing can be typed into the person's terminal", async () => {
      const sandbox = await fresh()
      const terminal = await sandbox.terminal({ id: "tty", cols: 80, rows: 24 })
      const script = `
import fcntl, os
for request in (0x5412, 0x541c):
    try:
        fcntl.ioctl(0, request, b"x")
        print("typed")
    except OSError as error:
        print("refused-" + str(error.errno))
`
      await sandbox.fs.write("type.py", Buffer.from(script))
      await terminal.write(Buffer.from("python3 type.py\r"))
      await until(terminal, /refused-1\r\nrefused-1\r\n/)
    })

    test("[WALL3] no descriptor of the server or the guest is handed on", async () => {
      const direct = await shell(box, "for fd in /proc/self/fd/*; do readlink $fd; done")
      expect(
        direct.stdout
          .trim()
          .split("\n")
          .filter((line) => !/^(socket|\/proc\/|pipe)/.test(line)),
      ).toEqual([])
      const { stdout } = await shell(box, "ls /proc/self/fd | wc -l")
      expect(Number(stdout)).toBeLessThanOrEqual(4)
      const sandbox = await fresh()
      const terminal = await sandbox.terminal({ id: "fds", cols: 80, rows: 24 })
      await terminal.write(Buffer.from("ls /proc/self/fd | wc -l\r"))
      await until(terminal, /\r4\r\n/)
    })

    test("[WALL3] /proc tells nothing of the server: environment, command lines, memory of the guest", async () => {
      const { stdout } = await shell(
        box,
        "cat /proc/1/environ /proc/1/cmdline /proc/*/cmdline | tr '\\0' '\\n'",
      )
      expect(stdout).not.toContain(process.cwd())
      expect(stdout).not.toMatch(/\/tmp\/interviewlm|DATABASE|KEY/)
      const [memory] = await python(`
import glob
guests = [p for p in glob.glob("/proc/[0-9]*") if b"guest.js" in open(p + "/cmdline", "rb").read() and b"bwrap" not in open(p + "/cmdline", "rb").read()]
for guest in guests:
    for name in ("mem", "environ", "maps", "fd/3"):
        try:
            open(guest + "/" + name, "rb").read(1)
            print("read", name)
        except OSError:
            pass
print(len(guests), "guests")
`)
      expect(memory).toBe("1 guests")
    })

    test("[WALL4] the host's settings, devices and kernel cannot be written", async () => {
      const { stdout } = await shell(
        box,
        "for f in /proc/sys/kernel/core_pattern /proc/sys/kernel/hostname /proc/sysrq-trigger /proc/sys/vm/drop_caches /dev/mem /dev/kmsg /sys/power/state; do (echo x > $f) 2>/dev/null && echo $f; done; mknod /tmp/null c 1 3 2>/dev/null && echo mknod; hostname evil 2>/dev/null && echo hostname; date -s 2000-01-01 2>/dev/null >&2 && echo date; ls /dev | tr '\\n' ' '",
      )
      expect(stdout.trim().split(" ").toSorted()).toEqual(
        "core fd full null ptmx pts random shm stderr stdin stdout tty urandom zero".split(" ").toSorted(),
      )
    })

    test("[WALL4] no capability is held, and none can be gained", async () => {
      const { stdout } = await shell(box, "grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status")
      expect(stdout).toMatch(/CapPrm:\t0+\n/)
      expect(stdout).toMatch(/CapEff:\t0+\n/)
      expect(stdout).toMatch(/CapBnd:\t0+\n/)
      expect(stdout).toMatch(/NoNewPrivs:\t1\n/)
      expect(stdout).toMatch(/Seccomp:\t2\n/)
      expect((await shell(box, "unshare -Ur id 2>&1; su -c id 2>&1; sudo id 2>&1")).stdout).not.toContain(
        "uid=0",
      )
    })

    test("[WALL5] killing the guest ends that sandbox only, as lost", async () => {
      const [victim, bystander] = [await fresh(), await fresh()]
      const proc = await victim.exec({
        argv: ["/bin/bash", "-c", "kill -KILL $(pgrep -f guest.js); kill -KILL -1; sleep 100"],
      })
      expect((await proc.exit).reason).toBe("lost")
      expect(await victim.closed).toEqual({ reason: "lost" })
      expect((await shell(bystander, "echo alive")).stdout).toBe("alive\n")
      expect(await made.engine.attach(victim.id)).toBeNull()
    })

    test("[WALL5] a guest that is stopped cannot hold a command beyond its time for ever", async () => {
      const sandbox = await fresh()
      const proc = await sandbox.exec({
        argv: ["/bin/bash", "-c", "kill -STOP $(pgrep -f guest.js); sleep 1000"],
        limits: { wallMs: 200 },
      })
      expect((await proc.exit).reason).toBe("lost")
      expect(await sandbox.closed).toEqual({ reason: "lost" })
    })

    test("[WALL6] a full /tmp or home stays this sandbox's own trouble", async () => {
      const sandbox = await fresh()
      const { stdout } = await shell(
        sandbox,
        "head -c 200M /dev/zero > /tmp/x 2>/dev/null; stat -c %s /tmp/x; rm /tmp/x; head -c 300M /dev/zero > big 2>/dev/null; stat -c %s big",
      )
      const [tmp, big] = stdout.trim().split("\n").map(Number)
      expect(tmp).toBeLessThanOrEqual(64 << 20)
      expect(big).toBeLessThanOrEqual(256 << 20)
      expect((await shell(sandbox, "rm big; echo alive")).stdout).toBe("alive\n")
    })

    test("[WALL6] too much on disk in many files: the writers are killed, the files stay to be removed", async () => {
      const sandbox = await made.engine.create(
        spec({ limits: { memoryBytes: 256 << 20, processes: 60, diskBytes: 8 << 20 } }),
      )
      onTestFinished(() => sandbox.destroy())
      const writer =
        "i=0; while :; do head -c 1M /dev/zero > f$i; i=$((i+1)); [ $i -gt 60 ] && sleep 100; done"
      const ran = await shell(sandbox, writer)
      expect(ran.exit).toMatchObject({ reason: "exited", signal: "SIGKILL" })
      expect((await shell(sandbox, "ls f0 && rm -f f* && echo removed")).stdout).toBe("f0\nremoved\n")
    })

    test("[WALL6] too many files, however small, kill their writers too", async () => {
      const sandbox = await made.engine.create(
        spec({ limits: { memoryBytes: 256 << 20, processes: 60, diskBytes: 1 << 30, files: 5_000 } }),
      )
      onTestFinished(() => sandbox.destroy())
      const writer = "for i in $(seq 20); do mkdir d$i; (cd d$i; seq 500 | xargs touch); done; sleep 100"
      const ran = await shell(sandbox, writer)
      expect(ran.exit).toMatchObject({ reason: "exited", signal: "SIGKILL" })
      expect((await shell(sandbox, "ls -d d1")).stdout).toBe("d1\n")
    })

    for (const [what, where] of [
      ["a path too long to be named", "n=$(printf %0200d 0); for i in $(seq 40); do mkdir $n && cd $n; done"],
      ["a folder whose name is no text", "mkdir $'d\\xff' && cd $'d\\xff'"],
    ])
      test(`[WALL6] ${what} hides nothing from the limit, and can be removed`, async () => {
        const sandbox = await made.engine.create(
          spec({ limits: { memoryBytes: 256 << 20, processes: 60, diskBytes: 8 << 20 } }),
        )
        const ran = await shell(
          sandbox,
          `${where}; seq 20 | while read i; do head -c 1M /dev/zero > f$i; done; sleep 100`,
        )
        expect(ran.exit).toMatchObject({ reason: "exited", signal: "SIGKILL" })
        await sandbox.destroy()
        for await (const { id } of made.engine.list()) expect(id).not.toBe(sandbox.id)
      })

    test("[WALL7] files whose names are not text, or very many, break nothing", async () => {
      const sandbox = await fresh()
      await shell(
        sandbox,
        "touch -- $'bad\\xff\\xfe' $'new\\nline' ' ' '-rf'; mkdir -p many && cd many && seq 1 3000 | xargs touch",
      )
      const { entries } = await sandbox.fs.list("")
      expect(entries.map(({ path }) => path)).toEqual(
        expect.arrayContaining([" ", "-rf", "many", "new\nline"]),
      )
      let after = ""
      let count = 0
      for (let more = true; more;) {
        const page = await sandbox.fs.list("many", { after, limit: 1000 })
        count += page.entries.length
        after = page.entries.at(-1)?.path.slice("many/".length) ?? ""
        more = page.more
      }
      expect(count).toBe(3000)
    })
  })
}
