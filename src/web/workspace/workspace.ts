import { createContext, use } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import type { Role } from "../../protocol/messages.ts"
import type { Attach } from "../../protocol/assistance.ts"
import type { DraftStore } from "../chat/draft.ts"
import type { OpenFiles } from "./open-files.ts"
import type { BottomTab, Panes } from "./panes.ts"

/** A place asked for in a file, for the focus at least; another object for each asking. */
export interface Jump {
  path: string
  line?: number
  /** A mark of an assessor's, by its id: shown where it is by now. */
  mark?: string
}

/** Somebody whose place this window keeps to. `stop` is called when this person goes their own way. */
export interface Followed {
  client: string
  /** The file they are in. */
  path: string | null
  /** The first line they have in sight there, the lower pane and the shell in it; left out where that is not known. */
  line?: number
  bottom?: BottomTab | null
  terminal?: string | null
  stop: () => void
}

/** What the parts of one workspace share: the files open in it, its panes, and what this person may do. */
export interface Workspace {
  session: string
  role: Role
  question: string
  language: Language
  /** May this person change anything now? */
  canEdit: boolean
  files: OpenFiles
  jump: Jump | null
  follow: Followed | null
  panes: Panes
  /** Rises each time a new terminal is asked for. */
  terminalsWanted: number
  wantTerminal: () => void
  /** Shows a file, at a line if one is named, and gives it the focus unless told otherwise. */
  openFile: (path: string, at?: { line?: number; mark?: string; focus?: boolean }) => void
  closeFile: (path: string) => void
  stepFile: (by: number) => void
  followRename: (from: string, to: string) => void
  /** What is being written to the agent; null where nothing can be. */
  draft: DraftStore | null
  /** Puts something into the message to the agent and goes there. */
  attach: (what: Attach) => void
  /** Whether the editor keeps to the agent. */
  followsAgent: boolean
  followAgent: (on: boolean) => void
}

const WorkspaceContext = createContext<Workspace | null>(null)
export const WorkspaceProvider = WorkspaceContext.Provider

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext)
  if (!workspace) throw new Error("This component belongs inside a workspace")
  return workspace
}
