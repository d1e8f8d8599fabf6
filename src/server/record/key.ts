import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { join } from "node:path"
import { loadOrCreateSecret } from "../secret-file.ts"

/** Name of the key's file in the data folder: PKCS #8 in PEM, for the owner's eyes only. */
export const KEY_FILE = "signing-key.pem"

/**
 * The Ed25519 key that signs checkpoints. Made on first use; two servers starting at once end up with the same one.
 * Throws when the file is not such a key, or others may read it.
 */
export async function loadOrCreateSigningKey(dir: string): Promise<KeyObject> {
  const path = join(dir, KEY_FILE)
  const key = createPrivateKey(await loadOrCreateSecret(path, newKey))
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`${path} is not an Ed25519 key`)
  return key
}

function newKey(): string {
  return String(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }))
}
