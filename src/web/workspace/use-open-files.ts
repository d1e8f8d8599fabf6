import { useCallback, useState } from "react"
import { readStored, writeStored } from "../ui/hooks.ts"
import { NO_FILES, opened, parseOpenFiles, type OpenFiles } from "./open-files.ts"

/** The open files as this browser remembers them under `key`; the first time, the question's entry file alone. */
export function useOpenFiles(
  key: string,
  entry: string | null,
): [OpenFiles, (change: (files: OpenFiles) => OpenFiles) => void] {
  const [chosen, setChosen] = useState<OpenFiles | null>(() => parseOpenFiles(readStored(key)))
  const initial = entry === null ? NO_FILES : opened(NO_FILES, entry)
  const update = useCallback(
    (change: (files: OpenFiles) => OpenFiles) =>
      setChosen((before) => {
        const after = change(before ?? (entry === null ? NO_FILES : opened(NO_FILES, entry)))
        writeStored(key, after)
        return after
      }),
    [key, entry],
  )
  return [chosen ?? initial, update]
}
