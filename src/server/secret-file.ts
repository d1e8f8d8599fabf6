import { randomUUID } from "node:crypto"
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"

/**
 * What a file for the owner's eyes only holds; made by `make` on first use. Two servers starting at once end up with the
 * same. Throws when others may read the file.
 */
export async function loadOrCreateSecret(path: string, make: () => string): Promise<string> {
  if (!(await exists(path))) await create(path, make())
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) throw new Error(`${path} can be read by others; run: chmod 600 ${path}`)
  return readFile(path, "utf8")
}

/** Written whole under another name first: the file appears complete or not at all, and never replaces one. */
async function create(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.secret.${randomUUID()}`)
  await mkdir(dirname(path), { recursive: true })
  try {
    const file = await open(temporary, "wx", 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(temporary, path).catch(unlessCode("EEXIST"))
  } finally {
    await rm(temporary, { force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => unlessCode("ENOENT")(error) ?? false,
  )
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof Error && "code" in error && error.code === code)) throw error
  }
}
