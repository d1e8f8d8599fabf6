/** The editor and the terminal, fetched when first needed. */
import { lazy, useCallback } from "react"
import type { Role } from "../../protocol/messages.ts"
import { useSettings } from "../settings/settings.ts"
import { NoTextPane } from "./NoTextPane.tsx"
import { useView, useViewState } from "./view.ts"
import { useHasLeave, useMayWrite } from "./use-may-write.ts"
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
  const { language, files, jump, follow, role, followRename, openFile } = useWorkspace()
  const paused = useViewState((state) => state.session?.phase.phase === "paused")
  const mayWrite = useMayWrite("edit")
  const hasLeave = useHasLeave("edit")
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
      readOnly={mayWrite ? null : whyReadOnly(role, paused, hasLeave)}
      NoText={NoTextPane}
      onMoved={onMoved}
      onOpen={openFile}
    />
  )
}

function whyReadOnly(role: Role, paused: boolean, hasLeave: boolean): string {
  if (role === "viewer") return "You are watching."
  if (paused && hasLeave) return "The interview is paused. You can type here again when it goes on."
  if (role === "assessor")
    return "You are watching. To type here, ask the candidate: “Edit together”, at the right."
  return paused ? "The interview is paused." : "Nothing can be changed now."
}

export const ChatSlot = lazy(() => loadChat().then(({ ChatPane }) => ({ default: ChatPane })))

const TerminalTabs = lazy(() => loadTerminal().then(({ TerminalTabs }) => ({ default: TerminalTabs })))

export function TerminalSlot({ shown }: { shown: boolean }) {
  const view = useView()
  const settings = useSettings()
  const { language, canEdit, terminalsWanted, follow } = useWorkspace()
  const mayType = useMayWrite("terminal")
  return (
    <TerminalTabs
      view={view}
      language={language}
      settings={settings}
      visible={shown}
      mayOpen={canEdit}
      mayType={mayType}
      follow={follow}
      wanted={terminalsWanted}
    />
  )
}
