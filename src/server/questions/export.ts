import { writeFile } from "node:fs/promises"
import { zipSync } from "fflate"
import type { StoredQuestion } from "./library.ts"

/** The oldest time a zip can tell: one version of a question is always the same bytes. */
const ZIP_EPOCH = new Date(1980, 0, 1)

/** Writes a question, hidden tests and solutions too, as a zip with its folder in it. Refuses to overwrite. */
export async function exportQuestion(
  { question, files }: StoredQuestion,
  path: string,
): Promise<{ bytes: number }> {
  const inFolder = [...files].map(([name, bytes]) => [`${question.manifest.id}/${name}`, bytes] as const)
  const zip = zipSync(Object.fromEntries(inFolder), { mtime: ZIP_EPOCH })
  await writeFile(path, zip, { flag: "wx" })
  return { bytes: zip.byteLength }
}
