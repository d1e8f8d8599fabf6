import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto"
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises"
import { join } from "node:path"

/** Name of the key's file in the data folder: PKCS #8 in PEM, for the owner's eyes only. */
export const KEY_FILE = "signing-key.pem"

/**
 * The Ed25519 key that signs checkpoints. Made on first use; two servers starting at once end up with the same one.
 * Throws when the file is not such a key, or others may read it.
 */
export async function loadOrCreateSigningKey(dir: string): Promise<KeyObject> {
  const path = join(dir, KEY_FILE)
  if (!(await exists(path))) await create(dir, path)
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) throw new Error(`${path} can be read by others; run: chmod 600 ${path}`)
  const key = createPrivateKey(await readFile(path))
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`${path} is not an Ed25519 key`)
  return key
}

/** Written whole under another name first: the key appears complete or not at all, and never replaces one. */
async function create(dir: string, path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync("ed25519")
  const temporary = join(dir, `.${KEY_FILE}.${randomUUID()}`)
  await mkdir(dir, { recursive: true })
  try {
    const file = await open(temporary, "wx", 0o600)
    try {
      await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }))
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
