import { useMemo } from "react"
import { focusPane } from "../workspace/panes.ts"
import { useView } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"

/** The file before this person, for what goes between it and the conversation. The editor's code is there by then. */
export function useOpenFile() {
  const view = useView()
  const { files, language, question } = useWorkspace()
  const path = files.active
  return useMemo(() => {
    const session = async () => {
      if (path === null) return null
      const { filesOf } = await import("../editor/file-cache.ts")
      return filesOf(question, { view, language }).peek(path)
    }
    return {
      /** False where there is nothing to insert it into. */
      async insert(text: string): Promise<boolean> {
        const [file, { insertAtCursor }] = await Promise.all([session(), import("../editor/at-cursor.ts")])
        const done = file !== null && insertAtCursor(file, text)
        if (done) focusPane("editor")
        return done
      },
      async selection() {
        const [file, { selectedLines }] = await Promise.all([session(), import("../editor/at-cursor.ts")])
        const lines = file && selectedLines(file)
        return lines && path !== null ? { kind: "selection" as const, path, ...lines } : null
      },
    }
  }, [view, path, language, question])
}
