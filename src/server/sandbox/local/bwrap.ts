/** The command line of bubblewrap for one sandbox; pure. */
import { LIMITS } from "../../../protocol/limits.ts"
import { INSIDE } from "../guest-sandbox.ts"

export interface BwrapPlan {
  workspace: string
  home: string
  /** Temporary files on disk, for what does not fit into /tmp. */
  scratch: string
  /** Host folder with the sandbox's own passwd, group and the like. */
  etc: string
  node: string
  guestFolder: string
  guestNode: string
  toolchains: readonly { host: string; inside: string }[]
  env: Record<string, string>
  seccompDescriptor: number
  /** This bubblewrap can forbid further user namespaces itself. */
  disableUserNamespaces: boolean
}

/** Of the host's /etc, what programs need and anyone may know. */
const HOST_ETC = [
  "ld.so.cache",
  "ld.so.conf",
  "ld.so.conf.d",
  "alternatives",
  "ssl/certs",
  "ca-certificates",
  "mime.types",
  "terminfo",
  "inputrc",
  "vim",
  "localtime",
  "services",
  "protocols",
]

export const GUEST_INSIDE = {
  folder: "/opt/interviewlm",
  node: "/opt/interviewlm-node",
  candidateNode: "/opt/node/bin/node",
}

/** Names of the files `etc` holds. */
export const OWN_ETC = [
  "passwd",
  "group",
  "hosts",
  "nsswitch.conf",
  "bash.bashrc",
  "gitconfig",
  "hostname",
] as const

/** Everything before the command; to be handed over by `--args`, so that host paths don't show in /proc inside. */
export function bwrapArguments(plan: BwrapPlan): string[] {
  const bind = (host: string, inside: string) => ["--ro-bind", host, inside]
  return [
    ["--unshare-all", "--unshare-user", "--die-with-parent", "--cap-drop", "ALL"],
    plan.disableUserNamespaces ? ["--disable-userns"] : [],
    ["--uid", String(INSIDE.uid), "--gid", String(INSIDE.uid), "--hostname", "interview"],
    bind("/usr", "/usr"),
    ["bin", "sbin", "lib", "lib32", "lib64"].flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
    HOST_ETC.flatMap((name) => ["--ro-bind-try", `/etc/${name}`, `/etc/${name}`]),
    OWN_ETC.flatMap((name) => bind(`${plan.etc}/${name}`, `/etc/${name}`)),
    ["--proc", "/proc", "--dev", "/dev"],
    ["--size", String(LIMITS.sandbox.sharedMemoryBytes), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"],
    ["--size", String(INSIDE.tmpBytes), "--perms", "1777", "--tmpfs", "/tmp"],
    bind(plan.node, GUEST_INSIDE.candidateNode),
    bind(plan.guestNode, GUEST_INSIDE.node),
    bind(plan.guestFolder, GUEST_INSIDE.folder),
    plan.toolchains.flatMap(({ host, inside }) => bind(host, inside)),
    ["--bind", plan.home, INSIDE.home],
    ["--bind", plan.scratch, INSIDE.scratch],
    ["--bind", plan.workspace, INSIDE.workspace],
    ["--chdir", INSIDE.workspace, "--remount-ro", "/"],
    Object.entries(plan.env).flatMap(([name, value]) => ["--setenv", name, value]),
    ["--seccomp", String(plan.seccompDescriptor)],
  ].flat()
}
