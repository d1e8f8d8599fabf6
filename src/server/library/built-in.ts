/** The questions that come with the installation. */
import { readLibrary } from "../questions/library.ts"
import type { StoredQuestion } from "../questions/library.ts"

/** By id, which is the folder's name. A folder with faults is passed over, and told to `onFault`. */
export async function readBuiltIn(
  folder: string,
  onFault: (message: string) => void,
): Promise<ReadonlyMap<string, StoredQuestion>> {
  const sound = new Map<string, StoredQuestion>()
  for (const reading of await readLibrary(folder)) {
    if (reading.ok) sound.set(reading.stored.question.manifest.id, reading.stored)
    else onFault(`${reading.folder} is left out: ${reading.faults[0]?.path} ${reading.faults[0]?.problem}`)
  }
  return sound
}
