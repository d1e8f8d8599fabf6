import { generateKeyPairSync } from "node:crypto"
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { KEY_FILE, loadOrCreateSigningKey } from "./key.ts"

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "key-"))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe("the signing key", () => {
  test("[REC7] is made once, for the owner's eyes only, and nothing else is left behind", async () => {
    const data = join(dir, "data")
    const key = await loadOrCreateSigningKey(data)
    expect((await loadOrCreateSigningKey(data)).equals(key)).toBe(true)
    expect((await stat(join(data, KEY_FILE))).mode & 0o777).toBe(0o600)
    expect(await readdir(data)).toEqual([KEY_FILE])
  })

  test("[REC7] is the same for servers that start at once", async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateSigningKey(dir)))
    for (const other of others) expect(first && other.equals(first)).toBe(true)
    expect(await readdir(dir)).toEqual([KEY_FILE])
  })

  test("[REC7] is refused, and left as it is, when others can read it or it is no Ed25519 key", async () => {
    await loadOrCreateSigningKey(dir)
    const path = join(dir, KEY_FILE)
    await chmod(path, 0o640)
    await expect(loadOrCreateSigningKey(dir)).rejects.toThrow("chmod 600")
    await chmod(path, 0o600)
    await writeFile(path, "no key")
    await expect(loadOrCreateSigningKey(dir)).rejects.toThrow()
    expect(await readFile(path, "utf8")).toBe("no key")
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    await writeFile(path, privateKey.export({ type: "pkcs8", format: "pem" }))
    await expect(loadOrCreateSigningKey(dir)).rejects.toThrow("not an Ed25519 key")
  })
})
