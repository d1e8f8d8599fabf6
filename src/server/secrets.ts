/**
 * The installation's one secret and what is made of it: tokens that need not be stored to be told again, and texts
 * kept sealed in the database. Who has the database alone can do nothing with either.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto"
import { join } from "node:path"
import { loadOrCreateSecret } from "./secret-file.ts"

/** Name of the secret's file in the data folder, where it is not given by `INTERVIEWLM_SECRET`. */
export const SECRET_FILE = "secret"

export interface Secrets {
  /** Signs the cookies of signed-in people. */
  readonly cookies: string
  /** The capability of that name, 43 characters: the same one each time it is asked for. */
  token(purpose: string, id: string): string
  /** Whether a token is the one of that name, in constant time. */
  isToken(purpose: string, id: string, token: string): boolean
  /** AES-256-GCM, bound to its purpose: nonce, text and tag in base64url. */
  seal(purpose: string, text: string): string
  /** Throws `Error` for what was not sealed with this secret for this purpose. */
  open(purpose: string, sealed: string): string
}

const NONCE = 12
const TAG = 16

/** `given` is any text of 32 characters or more; null takes the data folder's own, made on first use. */
export async function loadSecrets(dir: string, given: string | null): Promise<Secrets> {
  return createSecrets(
    given ?? (await loadOrCreateSecret(join(dir, SECRET_FILE), () => randomBytes(32).toString("base64url"))),
  )
}

export function createSecrets(secret: string): Secrets {
  const derive = (name: string): Buffer =>
    Buffer.from(hkdfSync("sha256", secret, "", `interviewlm ${name}`, 32))
  const tokens = derive("tokens")
  const texts = derive("texts")

  function token(purpose: string, id: string): string {
    return createHmac("sha256", tokens).update(`${purpose}\0${id}`).digest("base64url")
  }

  return {
    cookies: derive("cookies").toString("base64url"),
    token,
    isToken(purpose, id, given) {
      const [wanted, offered] = [Buffer.from(token(purpose, id)), Buffer.from(given)]
      return wanted.length === offered.length && timingSafeEqual(wanted, offered)
    },
    seal(purpose, text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv("aes-256-gcm", texts, nonce).setAAD(Buffer.from(purpose))
      const sealed = [nonce, cipher.update(text, "utf8"), cipher.final()]
      return Buffer.concat([...sealed, cipher.getAuthTag()]).toString("base64url")
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url")
      const decipher = createDecipheriv("aes-256-gcm", texts, bytes.subarray(0, NONCE)).setAAD(
        Buffer.from(purpose),
      )
      decipher.setAuthTag(bytes.subarray(-TAG))
      return decipher.update(bytes.subarray(NONCE, -TAG), undefined, "utf8") + decipher.final("utf8")
    },
  }
}
