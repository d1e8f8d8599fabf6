import CircleStop from "lucide-react/icons/circle-stop"
import Play from "lucide-react/icons/play"
import { useEffect, type ReactNode } from "react"
import { Messages } from "../acts/Messages.tsx"
import { LevelControl } from "../chat/LevelControl.tsx"
import { Button, firstPress } from "../ui/Button.tsx"
import { Mark } from "../ui/Mark.tsx"
import { Note } from "../ui/Note.tsx"
import type { Actions } from "../ui/shortcuts.ts"
import { Tooltip } from "../ui/Tooltip.tsx"
import { Clock } from "./Clock.tsx"
import { LanguageMenu } from "./LanguageMenu.tsx"
import { MoreMenu } from "./MoreMenu.tsx"
import { SaveStatus } from "./SaveStatus.tsx"
import { SubmitButton } from "./SubmitButton.tsx"
import { useMayWrite } from "./use-may-write.ts"
import { useTests } from "./use-tests.ts"
import { useSession, useViewState } from "./view.ts"
import { Watchers } from "./Watchers.tsx"
import { useWorkspace } from "./workspace.ts"

interface Props {
  /** In the place of the mark, where it leads somewhere. */
  mark?: ReactNode
  actions: Actions
  clockHidden: boolean
  onToggleClock: () => void
  languageOpen: boolean
  onLanguage: (open: boolean) => void
  submitOpen: boolean
  onSubmit: (open: boolean) => void
}

/** The one bar over the workspace: where you are at the left, how things stand and what to do at the right. */
export function Header(props: Props) {
  const { role } = useWorkspace()
  const session = useSession()
  const at = session.current
  return (
    <header className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-canvas pr-2 pl-3">
      {props.mark ?? <Mark />}
      <h1 className="ml-2 min-w-0 truncate text-13 font-semibold" title={session.title}>
        {session.title}
      </h1>
      {role !== "candidate" && (
        <span className="ml-1 shrink-0 truncate text-13 text-ink-2">{session.candidate.name}</span>
      )}
      {at !== null && (
        <span className="ml-2 shrink-0 text-13 text-ink-2 max-narrow:hidden">
          Question {at + 1} of {session.questions.length}
        </span>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {role === "candidate" && <Recording />}
        {role === "candidate" && <SaveStatus />}
        <LevelControl />
        {role === "candidate" && <Messages />}
        {role === "candidate" && <Watchers />}
        <Clock hidden={props.clockHidden} onToggle={props.onToggleClock} />
        {at !== null && <LanguageMenu open={props.languageOpen} onOpenChange={props.onLanguage} />}
        {role === "candidate" && (
          <>
            <RunButton />
            <SubmitButton open={props.submitOpen} onOpenChange={props.onSubmit} />
          </>
        )}
        {role !== "candidate" && <Standing />}
        <MoreMenu actions={props.actions} />
      </div>
    </header>
  )
}

/** Whether what who watches types here goes anywhere. */
function Standing() {
  const edits = useMayWrite("edit")
  const types = useMayWrite("terminal")
  const may = [...(edits ? ["files"] : []), ...(types ? ["shell"] : [])]
  return (
    <span className="rounded-sm border border-assessor px-1.5 text-12 font-medium text-assessor">
      {may.length === 0 ? "Read-only" : `You may type: ${may.join(", ")}`}
    </span>
  )
}

function Recording() {
  const online = useViewState((state) => state.connection.status === "online")
  if (!online)
    return (
      <Note
        label="Nothing is recorded without a connection. Your edits are kept in this browser and recorded when it is back."
        className="text-ink-2"
      >
        <span aria-hidden className="size-2 rounded-full border border-ink-3" />
        <span className="max-wide:sr-only">Not recording</span>
      </Note>
    )
  return (
    <Note
      label="This interview is recorded, as you agreed to: edits, shell, tests and the focus of this window."
      className="text-ink-2"
    >
      <span aria-hidden className="size-2 rounded-full bg-fail" />
      <span className="max-wide:sr-only">Recording</span>
    </Note>
  )
}

function RunButton() {
  const tests = useTests()
  const typing = useViewState((state) => state.unacknowledged > 0)
  const { warm } = tests
  useEffect(() => {
    if (typing) warm()
    // oxlint-disable-next-line react/exhaustive-deps -- once each time typing begins
  }, [typing])
  if (tests.running)
    return (
      <Button
        icon={<CircleStop size={14} aria-hidden />}
        onClick={firstPress(tests.cancel)}
        className="min-w-26"
      >
        Cancel run
      </Button>
    )
  return (
    <Tooltip label="Run all tests" shortcut="run-tests">
      <Button
        look="primary"
        icon={<Play size={14} aria-hidden />}
        disabled={!tests.canRun}
        onClick={firstPress(tests.runAll)}
        onPointerEnter={tests.warm}
        onFocus={tests.warm}
        className="min-w-26"
      >
        Run tests
      </Button>
    </Tooltip>
  )
}
