import type { QuestionState } from "../../core/session.ts"
import type { Workspace } from "../workspace/workspace.ts"

const nothing = () => undefined

/** The workspace of who only reads what is left of a question: nothing can be changed, asked for or followed. */
export function readerOf(session: string, { id, language }: QuestionState): Omit<Workspace, "panes"> {
  return {
    session,
    role: "assessor",
    question: id,
    language,
    canEdit: false,
    files: { open: [], active: null },
    jump: null,
    follow: null,
    terminalsWanted: 0,
    wantTerminal: nothing,
    openFile: nothing,
    closeFile: nothing,
    stepFile: nothing,
    followRename: nothing,
    draft: null,
    attach: nothing,
    followsAgent: false,
    followAgent: nothing,
  }
}
