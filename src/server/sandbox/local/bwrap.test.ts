import { expect, test } from "vitest"
import { bwrapArguments } from "./bwrap.ts"
import { launchCommand } from "./launch.ts"
import { mend } from "./probe.ts"
import { parseMounts, parseOwnGroups } from "./cgroups.ts"
import { pickUid } from "./identity.ts"
import { isHidden, stageCommand } from "./stage.ts"

const plan = {
  workspace: "/data/a/workspace",
  home: "/data/a/home",
  scratch: "/data/a/scratch",
  etc: "/data/.etc",
  node: "/n/node",
  guestFolder: "/g",
  guestNode: "/g/node",
  toolchains: [{ host: "/t/js", inside: "/opt/js" }],
  env: { PATH: "/usr/bin" },
  seccompDescriptor: 5,
  disableUserNamespaces: true,
}

/** The mounts a command line asks for, `[kind, source, target]`. */
function mounts(args: readonly string[]): string[][] {
  return args.flatMap((arg, at) => (/^--(ro-)?bind(-try)?$/.test(arg) ? [args.slice(at, at + 3)] : []))
}

test("[BOX6] only the workspace, the home and the scratch folder are mounted for writing", () => {
  const writable = mounts(bwrapArguments(plan)).filter(([kind]) => kind === "--bind")
  expect(writable).toEqual([
    ["--bind", "/data/a/home", "/home/candidate"],
    ["--bind", "/data/a/scratch", "/var/tmp"],
    ["--bind", "/data/a/workspace", "/workspace"],
  ])
})

test("[BOX6] every namespace is new, every capability dropped, the root read-only", () => {
  const text = bwrapArguments(plan).join(" ")
  for (const part of [
    "--unshare-all",
    "--unshare-user",
    "--cap-drop ALL",
    "--remount-ro /",
    "--seccomp 5",
    "--disable-userns",
  ])
    expect(text).toContain(part)
  expect(text).not.toContain("--share-net")
})

test("[WALL3] the command line that /proc shows inside tells no path of the host", () => {
  const command = launchCommand({
    binds: [],
    ttlMs: 1500,
    joinFiles: ["/sys/fs/cgroup/x/cgroup.procs"],
    uid: 1_900_000_001,
    resourceLimits: ["--core=0"],
    guest: { workspace: "/workspace" },
  })
  expect(command.slice(0, 4)).toEqual(["timeout", "-s", "KILL", "1.500"])
  const inner = command.slice(command.indexOf("bwrap"))
  expect(inner.join(" ")).not.toContain("/data")
  expect(command.indexOf("setpriv")).toBeLessThan(command.indexOf("bwrap"))
})

test("[BOX18] a path below a closed folder is hidden, one in the open is not", async () => {
  expect(await isHidden("/usr/bin/env")).toBe(false)
  expect(stageCommand([])).toEqual([])
  expect(stageCommand([{ from: "/root/x", to: "/mnt/0" }])[0]).toBe("unshare")
})

test("[BOX3] control groups are found by what the kernel says of this process", () => {
  const own = parseOwnGroups("4:memory:/a/b\n3:cpu,cpuacct:/\n0::/user.slice\n")
  expect([own.get("memory"), own.get("cpuacct"), own.get("")]).toEqual(["/a/b", "/", "/user.slice"])
  const [v1, v2] = parseMounts(
    "cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0\ntmpfs /tmp tmpfs rw 0 0\ncgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0\n",
  )
  expect(v1).toMatchObject({ folder: "/sys/fs/cgroup/memory", v2: false })
  expect(v1?.controllers).toContain("memory")
  expect(v2).toMatchObject({ folder: "/sys/fs/cgroup/unified", v2: true })
})

test("[BOX2] two sandboxes never share a user id", () => {
  const first = pickUid(new Set(), () => 0.5)
  expect(pickUid(new Set([first]), () => 0.5)).not.toBe(first)
  expect(pickUid(new Set(), () => 0.999999999)).toBeLessThan(2 ** 31)
})

test.for([
  ["bwrap: setting up uid map: Permission denied", /AppArmor/],
  ["bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", /AppArmor/],
  [
    "bwrap: No permissions to create new namespace, likely because the kernel does not allow it",
    /user namespaces/,
  ],
  ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", /systempaths/],
  ["bwrap: something else", /something else/],
] as const)("[BOX20] %s: says how to mend it", ([said, expected]) => {
  expect(mend(said)).toMatch(expected)
})
