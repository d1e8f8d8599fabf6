/** The bytes of drafts and versions, which are blobs. */
import { readFolderFiles } from "../questions/library.ts"
import type { Files, StoredQuestion } from "../questions/library.ts"
import type { Fault } from "../../protocol/library.ts"
import type { z } from "zod"
import type { KeptFiles, KeptQuestion, LibraryStore } from "./store.ts"

export type Reading =
  | { ok: true; stored: StoredQuestion; files: Files }
  | { ok: false; faults: z.infer<typeof Fault>[]; files: Files }

/** Every file of a draft or a version, sorted by path. Throws `Error` when a blob is not there. */
export async function readFiles(store: Pick<LibraryStore, "blobs">, files: KeptFiles): Promise<Files> {
  const blobs = await store.blobs(Object.values(files).map(({ digest }) => digest))
  const paths = Object.keys(files).toSorted()
  return new Map(
    paths.map((path) => {
      const bytes = blobs.get(files[path]?.digest ?? "")
      if (!bytes) throw new Error(`The blob of ${path} is not in the store`)
      return [path, bytes]
    }),
  )
}

/** The draft as a question, or everything that is wrong with it. */
export async function readDraft(
  store: Pick<LibraryStore, "blobs">,
  { slug, files: kept }: Pick<KeptQuestion, "slug" | "files">,
): Promise<Reading> {
  const files = await readFiles(store, kept)
  const read = readFolderFiles(slug, files)
  return read.ok ? { ...read, files } : { ok: false, faults: [...read.faults], files }
}
