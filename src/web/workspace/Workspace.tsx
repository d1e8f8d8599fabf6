import { memo, useCallback, useEffect, useMemo, useState, type ReactNode } from "react"
import type { QuestionState } from "../../core/session.ts"
import type { Role } from "../../protocol/messages.ts"
import { useMedia, useRemembered } from "../ui/hooks.ts"
import { toast } from "../ui/toasts.tsx"
import { createDraftStore } from "../chat/draft.ts"
import { useSpoken } from "../chat/use-spoken.ts"
import { useShortcuts } from "../ui/use-shortcuts.ts"
import { ConnectionBanner } from "./ConnectionBanner.tsx"
import { FileTreeProvider } from "./FileTreeProvider.tsx"
import { Header } from "./Header.tsx"
import { NarrowLayout } from "./NarrowLayout.tsx"
import { closed, opened, renamed, stepped } from "./open-files.ts"
import { Palette } from "./Palette.tsx"
import { focusPane, usePanes } from "./panes.ts"
import { useQuestion } from "./QuestionPane.tsx"
import { ShortcutSheet } from "./ShortcutSheet.tsx"
import { useActions } from "./use-actions.ts"
import { useAgentFollowing } from "./use-agent-following.ts"
import { useLooking } from "./use-looking.ts"
import { useOpenFiles } from "./use-open-files.ts"
import { useViewState } from "./view.ts"
import { WideLayout } from "./WideLayout.tsx"
import { WithdrawDialog } from "./WithdrawDialog.tsx"
import { WorkspaceBanner } from "./WorkspaceBanner.tsx"
import { WorkspaceProvider, type Followed, type Jump, type Workspace as Shared } from "./workspace.ts"

interface Props {
  who: Role
  question: QuestionState
  /** Beside the panes at the right; the agent's room when absent. */
  rail?: ReactNode
  /** Whose file is shown; keep it the same between renders. */
  follow?: Followed | null
  /** In the place of the mark over it, where it leads somewhere; keep it the same between renders. */
  mark?: ReactNode
}

/**
 * The workspace of the open question, whoever looks and whatever feeds it. Key it by question and language. What
 * happens in the interview reaches its parts by the view, not through here.
 */
export const Workspace = memo(function Workspace(props: Props) {
  const { who: role, question, rail, follow: given = null, mark } = props
  const session = useViewState((state) => state.session?.id ?? "")
  const running = useViewState((state) => state.session?.phase.phase === "running")
  const { language } = question
  const asked = useQuestion(session, role, question.id, language)
  const entry = asked.data?.language === language ? asked.data.entry : null
  const [files, change] = useOpenFiles(
    `interviewlm.tabs.${role}.${session}.${question.id}.${language}`,
    entry,
  )
  const hasAgent = useViewState((state) => state.session?.agent != null)
  const panes = usePanes(
    `interviewlm.panes.${role}${hasAgent ? ".agent" : ""}`,
    role === "candidate" && !hasAgent ? ["agent"] : [],
  )
  const draft = useMemo(
    () => createDraftStore(`interviewlm.draft.${session}.${question.id}`, question.id),
    [session, question.id],
  )
  const { followsAgent, followAgent, follow } = useAgentFollowing(
    given,
    language,
    asked.data !== undefined,
    change,
  )
  const [terminalsWanted, setTerminalsWanted] = useState(0)
  const [jump, setJump] = useState<Jump | null>(null)

  const openFile = useCallback(
    (path: string, { line, mark, focus = true }: { line?: number; mark?: string; focus?: boolean } = {}) => {
      follow?.stop()
      change((before) => opened(before, path))
      if (!focus) return
      setJump({ path, ...(line !== undefined && { line }), ...(mark !== undefined && { mark }) })
      focusPane("editor")
    },
    [change, follow],
  )
  const followed = follow?.path ?? null
  useEffect(() => {
    if (followed !== null) change((before) => opened(before, followed))
  }, [followed, change])
  const shared = useMemo<Shared>(
    () => ({
      session,
      role,
      question: question.id,
      language,
      canEdit: role === "candidate" && running,
      files,
      jump,
      follow,
      panes,
      terminalsWanted,
      wantTerminal: () => {
        panes.showBottom("terminal")
        setTerminalsWanted((before) => before + 1)
        focusPane("bottom")
      },
      openFile,
      closeFile: (path) => {
        follow?.stop()
        change((before) => closed(before, path))
      },
      stepFile: (by) => {
        follow?.stop()
        change((before) => stepped(before, by))
      },
      followRename: (from, to) => change((before) => renamed(before, from, to)),
      draft,
      attach: (what) => {
        if (!draft.attach(what)) toast("No more can be attached to one message")
        panes.showAgent()
        focusPane("agent")
        if (what.kind === "test" && draft.get().text.trim() === "") {
          draft.write(WHY_FAILS)
          requestAnimationFrame(() => requestAnimationFrame(selectMessage))
        }
      },
      followsAgent,
      followAgent,
    }),
    [
      session,
      role,
      question.id,
      language,
      running,
      files,
      jump,
      follow,
      panes,
      terminalsWanted,
      openFile,
      change,
      draft,
      followsAgent,
      followAgent,
    ],
  )
  return (
    <WorkspaceProvider value={shared}>
      <FileTreeProvider>
        <Frame rail={rail} mark={mark} />
      </FileTreeProvider>
    </WorkspaceProvider>
  )
})

const WHY_FAILS = "Why does this test fail?"

/** So that Enter sends what is suggested, and typing takes its place. */
function selectMessage(): void {
  const field = document.querySelector("[data-pane='agent'] textarea[data-pane-focus]")
  if (field instanceof HTMLTextAreaElement) field.select()
}

const NARROW = "(width < 900px)"
const CLOCK_KEY = "interviewlm.clock-hidden"

function Frame({ rail, mark }: { rail: ReactNode; mark: ReactNode }) {
  const [dialog, setDialog] = useState<"palette" | "shortcuts" | "submit" | "language" | "withdraw" | null>(
    null,
  )
  const [clockHidden, setClockHidden] = useRemembered(
    CLOCK_KEY,
    (raw) => (typeof raw === "boolean" ? raw : null),
    false,
  )
  const narrow = useMedia(NARROW)
  const toggleClock = () => setClockHidden(!clockHidden)
  const actions = useActions({
    palette: () => setDialog("palette"),
    shortcuts: () => setDialog("shortcuts"),
    submit: () => setDialog("submit"),
    withdraw: () => setDialog("withdraw"),
    language: () => setDialog("language"),
    toggleClock,
  })
  useShortcuts(actions)
  useSpoken()
  useLooking()
  const of = (name: NonNullable<typeof dialog>) => ({
    open: dialog === name,
    onOpenChange: (open: boolean) => setDialog(open ? name : null),
  })
  return (
    <div data-app className="flex h-full min-h-0 flex-col">
      <Header
        mark={mark}
        actions={actions}
        clockHidden={clockHidden}
        onToggleClock={toggleClock}
        languageOpen={dialog === "language"}
        onLanguage={of("language").onOpenChange}
        submitOpen={dialog === "submit"}
        onSubmit={of("submit").onOpenChange}
      />
      <ConnectionBanner />
      <WorkspaceBanner />
      <main className="min-h-0 flex-1">
        {narrow ? <NarrowLayout rail={rail} /> : <WideLayout rail={rail} />}
      </main>
      <Palette actions={actions} {...of("palette")} />
      <WithdrawDialog {...of("withdraw")} />
      <ShortcutSheet actions={actions} {...of("shortcuts")} />
    </div>
  )
}
