import { createHash, createPublicKey, hash, verify } from "node:crypto"
import type { Hash } from "../../core/record/merkle.ts"
import type { Primitives } from "../../core/record/verify.ts"

/** SHA-256 of the parts put together, by OpenSSL. */
export const sha256: Hash = (...parts) => {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return hash("sha256", only, "buffer")
  const digest = createHash("sha256")
  for (const part of parts) digest.update(part)
  return digest.digest()
}

/** What the verifier asks of its platform, from Node. */
export const nodePrimitives: Primitives = {
  hash: sha256,
  verifier(publicKey) {
    const x = Buffer.from(publicKey).toString("base64url")
    const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } })
    return (message, signature) => verify(null, message, key, signature)
  },
}
