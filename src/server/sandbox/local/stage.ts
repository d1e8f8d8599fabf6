/**
 * Where the server is root and its files lie in a folder closed to others (`/root`), the sandbox's own user could not
 * reach what is to be mounted. Such files are first bound to an open place, in a mount namespace of the sandbox alone.
 */
import { realpath, stat } from "node:fs/promises"
import { dirname } from "node:path"
import type { BwrapPlan } from "./bwrap.ts"

/** Covered by a small private file system, seen by nobody else. */
const STAGE = "/mnt"

/** Whether some folder above a path is closed to users who neither own it nor share its group. */
export async function isHidden(path: string): Promise<boolean> {
  for (let at = dirname(await realpath(path)); ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return true
    if (at === "/") return false
  }
}

export interface Staging {
  bwrap: Omit<BwrapPlan, "seccompDescriptor">
  /** Source and place of what has to be bound first. */
  binds: readonly { from: string; to: string }[]
}

/** Replaces each hidden source by its place on the stage. */
export async function stage(plan: Omit<BwrapPlan, "seccompDescriptor">): Promise<Staging> {
  const binds: { from: string; to: string }[] = []
  const place = async (path: string): Promise<string> => {
    if (!(await isHidden(path))) return path
    const to = `${STAGE}/${binds.length}`
    binds.push({ from: path, to })
    return to
  }
  const toolchains: { host: string; inside: string }[] = []
  for (const { host, inside } of plan.toolchains) toolchains.push({ host: await place(host), inside })
  const bwrap = {
    ...plan,
    toolchains,
    workspace: await place(plan.workspace),
    home: await place(plan.home),
    scratch: await place(plan.scratch),
    etc: await place(plan.etc),
    node: await place(plan.node),
    guestNode: await place(plan.guestNode),
    guestFolder: await place(plan.guestFolder),
  }
  return { bwrap, binds }
}

const BIND_AND_RUN = `mount -t tmpfs -o size=64k,mode=711 stage ${STAGE} || exit 1
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mkdir "$2"; else : > "$2"; fi
  mount --bind "$1" "$2" || exit 1
  shift 2
done
shift
exec "$@"`

/** What goes before the command that needs the stage; nothing where nothing is staged. */
export function stageCommand(binds: Staging["binds"]): string[] {
  if (binds.length === 0) return []
  const pairs = binds.flatMap(({ from, to }) => [from, to])
  return [
    "unshare",
    "--mount",
    "--propagation",
    "private",
    "--",
    "sh",
    "-c",
    BIND_AND_RUN,
    "sh",
    ...pairs,
    "--",
  ]
}
