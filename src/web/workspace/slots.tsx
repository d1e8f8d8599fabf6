/** The editor and the terminal, fetched when first needed. */
import { lazy, useCallback } from "react"
import { useSettings } from "../settings/settings.ts"
import { NoTextPane } from "./NoTextPane.tsx"
import { useView, useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const loadEditor = () => import("../editor/Editor.tsx")
const loadChat = () => import("../chat/ChatPane.tsx")
const loadTerminal = () => import("../terminal/TerminalTabs.tsx")

/** Fetches both ahead of time, while a person still reads something else; what fails here is fetched again later. */
export function preloadSlots(): void {
  Promise.all([loadEditor(), loadTerminal(), loadChat(), import("./Markdown.tsx")]).catch(() => undefined)
}

const Editor = lazy(() => loadEditor().then(({ Editor }) => ({ default: Editor })))

export function EditorSlot({ path }: { path: string }) {
  const view = useView()
  const settings = useSettings()
  const { language, files, jump, follow, canEdit, role, followRename, openFile } = useWorkspace()
  const paused = useViewState((state) => state.session?.phase.phase === "paused")
  const onMoved = useCallback((from: string, to: string) => followRename(from, to), [followRename])
  return (
    <Editor
      view={view}
      path={path}
      language={language}
      settings={settings}
      open={files.open}
      reveal={jump?.path === path ? jump : null}
      follow={follow}
      readOnly={whyReadOnly(role === "assessor", paused, canEdit)}
      NoText={NoTextPane}
      onMoved={onMoved}
      onOpen={openFile}
    />
  )
}

function whyReadOnly(watching: boolean, paused: boolean, canEdit: boolean): string | null {
  if (watching) return "You are watching; only the candidate types here."
  if (paused) return "The interview is paused."
  return canEdit ? null : "Nothing can be changed now."
}

export const ChatSlot = lazy(() => loadChat().then(({ ChatPane }) => ({ default: ChatPane })))

const TerminalTabs = lazy(() => loadTerminal().then(({ TerminalTabs }) => ({ default: TerminalTabs })))

export function TerminalSlot({ shown }: { shown: boolean }) {
  const view = useView()
  const settings = useSettings()
  const { language, canEdit, terminalsWanted } = useWorkspace()
  return (
    <TerminalTabs
      view={view}
      language={language}
      settings={settings}
      visible={shown}
      canType={canEdit}
      wanted={terminalsWanted}
    />
  )
}
