import { readFile, stat } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { StoreError } from "../../errors.ts"

/** Who PostgreSQL runs as. */
export interface Owner {
  uid: number
  gid: number
}

/**
 * The user for PostgreSQL, which refuses to be root: null keeps the server's own; for root it is whoever owns the
 * database already, else the system's `postgres`, `nobody` or `daemon`.
 */
export async function chooseOwner(cluster: string): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null
  const existing = await stat(cluster).catch(() => null)
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  const users = parsePasswd(await readFile("/etc/passwd", "utf8"))
  for (const name of ["postgres", "nobody", "daemon"]) {
    const user = users.get(name)
    if (user && user.uid !== 0) return user
  }
  throw new StoreError(
    "postgres-failed",
    "PostgreSQL may not run as root and this system has no user postgres, nobody or daemon. Start InterviewLM as an ordinary user, or set DATABASE_URL.",
  )
}

export function parsePasswd(text: string): Map<string, Owner> {
  const users = new Map<string, Owner>()
  for (const line of text.split("\n")) {
    const [name, , uid, gid] = line.split(":")
    if (name && uid && gid) users.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  return users
}

/** The first folder from the root down to `path` that the owner may not enter, by permission bits; null if none. */
export async function firstClosedFolder(path: string, owner: Owner): Promise<string | null> {
  for (const folder of ancestors(resolve(path))) {
    if (!(await allows(folder, owner, 0o1))) return folder
  }
  return null
}

/** May the owner do all of `bits` (r 4, w 2, x 1) on this file, by its permission bits alone? */
export async function allows(path: string, owner: Owner, bits: number): Promise<boolean> {
  const found = await stat(path)
  const shift = found.uid === owner.uid ? 6 : found.gid === owner.gid ? 3 : 0
  return ((found.mode >> shift) & bits) === bits
}

function ancestors(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...ancestors(parent), path]
}
