import { createHash } from "node:crypto"

/** As lower-case hex; a text counts as its UTF-8. */
export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex")
