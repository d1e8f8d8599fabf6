import type { Store } from "../store/store.ts"
import type { BundleSource } from "./bundle.ts"

/** What a session's bundle is written from; `key` is the notary's. Null when there is no such session. */
export async function bundleSource(
  { sessions, journal, blobs }: Pick<Store, "sessions" | "journal" | "blobs">,
  key: string,
  session: string,
): Promise<BundleSource | null> {
  if (!(await sessions.exists(session))) return null
  return {
    session,
    saltKey: await sessions.saltKey(session),
    key,
    events: journal.read(session),
    blob: (digest) => blobs.get(digest),
  }
}
