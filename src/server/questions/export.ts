import { writeFile } from "node:fs/promises"
import { zipSync } from "fflate"
import type { Files, StoredQuestion } from "./library.ts"

/** The oldest time a zip can tell: one version of a question is always the same bytes. */
const ZIP_EPOCH = new Date(1980, 0, 1)

/** Writes a question, hidden tests and solutions too, as a zip with its folder in it. Refuses to overwrite. */
export async function exportQuestion(
  { question, files }: StoredQuestion,
  path: string,
): Promise<{ bytes: number }> {
  const zip = zipOfFolders([{ name: question.manifest.id, files }])
  await writeFile(path, zip, { flag: "wx" })
  return { bytes: zip.byteLength }
}

/** Question folders as a zip, hidden tests and solutions too. */
export function zipOfFolders(folders: readonly { name: string; files: Files }[]): Uint8Array {
  const inFolders = folders.flatMap(({ name, files }) =>
    [...files].map(([path, bytes]) => [`${name}/${path}`, bytes] as const),
  )
  return zipSync(Object.fromEntries(inFolders), { mtime: ZIP_EPOCH })
}
