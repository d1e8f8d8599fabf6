/** Whether this machine can hold candidate code, and what to do where it can not. */
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import type { Machine } from "./machine.ts"

const run = promisify(execFile)

export async function probeMachine(machine: Machine): Promise<{ ok: boolean; problems: string[] }> {
  if (machine.bubblewrap === null)
    return {
      ok: false,
      problems: [
        "bubblewrap is not installed. Install it: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora).",
      ],
    }
  if (!machine.sized)
    return {
      ok: false,
      problems: [
        `bubblewrap ${machine.bubblewrap} is too old: 0.7 or later is needed (Debian 12, Ubuntu 24.04).`,
      ],
    }
  const trial = await trialRun(machine.root)
  if (trial !== null) return { ok: false, problems: [mend(trial)] }
  const problems: string[] = []
  if (machine.limiter.kind === "none")
    problems.push(
      "Memory and processes of a sandbox are limited by a watchdog only, because no control group is delegated to this server. " +
        "Run it as root, or as a systemd service with Delegate=yes.",
    )
  return { ok: true, problems }
}

/** What bubblewrap says when it can not make a sandbox; null when it can. */
async function trialRun(root: boolean): Promise<string | null> {
  const bwrap = [
    "bwrap",
    "--unshare-all",
    "--unshare-user",
    "--ro-bind",
    "/usr",
    "/usr",
    "--symlink",
    "usr/lib64",
    "/lib64",
  ]
  const rest = ["--symlink", "usr/lib", "/lib", "--proc", "/proc", "/usr/bin/true"]
  const drop = root ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"] : []
  const [command = "", ...args] = [...drop, ...bwrap, ...rest]
  try {
    await run(command, args, { env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" }, cwd: "/", timeout: 10_000 })
    return null
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : ""
    return said || String(error)
  }
}

/** Plain words for what bubblewrap said; pure. */
export function mend(said: string): string {
  if (/uid map: Permission denied|RTM_NEWADDR|Operation not permitted.*loopback/i.test(said))
    return (
      "The kernel's AppArmor policy denies bubblewrap a user namespace (Ubuntu 23.10 and later). Mend it with: apt-get install apparmor-profiles && " +
      "ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict"
    )
  if (
    /No permissions to create new namespace|creating new namespace failed|Creating new namespace/i.test(said)
  )
    return (
      "This machine gives no user namespaces, so candidate code is refused. On a machine of your own: sysctl -w kernel.unprivileged_userns_clone=1 " +
      "user.max_user_namespaces=15000. In a container: run it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined, or connect another engine."
    )
  if (/proc.*(Operation not permitted|Permission denied)/i.test(said))
    return (
      "A fresh /proc can not be mounted here, which is usual inside a container: start it with --security-opt systempaths=unconfined, " +
      "or connect another engine."
    )
  if (/ENOENT/.test(said)) return `A system program is missing (${said}). Install util-linux and coreutils.`
  return `bubblewrap can not make a sandbox here: ${said}`
}
