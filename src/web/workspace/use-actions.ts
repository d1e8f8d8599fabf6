import { currentTurn } from "../../core/chat.ts"
import { composingOf } from "../acts/composing.ts"
import { actOnReview, type ReviewAct } from "../editor/review-acts.ts"
import { changeSettings, clampFontSize, THEMES, useSettings } from "../settings/settings.ts"
import type { Actions } from "../ui/shortcuts.ts"
import { report, toast } from "../ui/toasts.tsx"
import { NEW_FILE_EVENT } from "./FilesPane.tsx"
import { focusPane, stepPane, type Pane } from "./panes.ts"
import { sayWhyNot } from "./use-submit.ts"
import { useTests } from "./use-tests.ts"
import { useView, useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

export interface Openers {
  palette: () => void
  shortcuts: () => void
  submit: () => void
  withdraw: () => void
  language: () => void
  toggleClock: () => void
}

/** What each act does here and now; the acts of a candidate are absent where nothing may be changed. */
export function useActions(openers: Openers): Actions {
  const view = useView()
  const workspace = useWorkspace()
  const tests = useTests()
  const settings = useSettings()
  const { panes, files, canEdit, role, followsAgent, followAgent } = workspace
  const hasAgent = useViewState((state) => state.session?.agent != null)

  const fold = (pane: Pane) => {
    const open = panes.isOpen(pane)
    panes.fold(pane, open)
    if (!open) focusPane(pane)
  }
  const bottom = (tab: "tests" | "terminal") => {
    const shown = panes.isOpen("bottom") && panes.bottom === tab
    const inside = document.querySelector("[data-pane='bottom']")?.contains(document.activeElement)
    if (shown && inside) {
      panes.fold("bottom", true)
      focusPane("editor")
      return
    }
    panes.showBottom(tab)
    focusPane("bottom")
  }
  const agent = () => {
    const inside = document.querySelector("[data-pane='agent']")?.contains(document.activeElement)
    if (panes.isOpen("agent") && inside) {
      panes.fold("agent", true)
      focusPane("editor")
      return
    }
    panes.showAgent()
    focusPane("agent")
  }
  const review = (act: ReviewAct) => {
    if (actOnReview(act)) return
    const [first] = view.getState().reviews
    if (first !== undefined && (act === "next" || act === "previous")) workspace.openFile(first)
    else toast("No change of the agent waits in this file")
  }
  const stopAgent = () => {
    const { session } = view.getState()
    if (session && currentTurn(session.chat)) view.command({ type: "stop-agent" }).catch(report)
    else toast("The agent is not at work")
  }
  const save = () => {
    if (files.active === null) return
    const path = files.active
    view.command({ type: "save", path }).catch(report)
  }
  const theme = () => {
    const next = THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length]!
    changeSettings({ theme: next })
    toast(`Theme: ${next === "system" ? "as the system" : next === "contrast" ? "high contrast" : next}`)
  }
  const size = (by: number) => changeSettings({ fontSize: clampFontSize(settings.fontSize + by) })

  const pointAtLines = async () => {
    const { pointHere } = await import("../editor/point-here.ts")
    const { question, language } = workspace
    if (files.active === null || !pointHere(view, question, language, files.active))
      toast("Open a file and select lines in it first")
  }
  const composing = composingOf(view)
  const assessing: Actions = {
    say: () => composing.begin({ kind: "say" }),
    ask: () => composing.begin({ kind: "ask" }),
    note: () => composing.begin({ kind: "note", moment: null, note: null }),
    point: () => void pointAtLines().catch(report),
  }
  const forAll: Actions = {
    palette: openers.palette,
    shortcuts: openers.shortcuts,
    "next-pane": () => stepPane(1),
    "previous-pane": () => stepPane(-1),
    terminal: () => bottom("terminal"),
    tests: () => bottom("tests"),
    question: () => fold("question"),
    files: () => fold("files"),
    agent,
    ...(hasAgent && {
      "follow-agent": () => {
        followAgent(!followsAgent)
        toast(followsAgent ? "You no longer follow the agent" : "You follow the agent to where it writes")
      },
      "next-change": () => review("next"),
      "previous-change": () => review("previous"),
    }),
    clock: openers.toggleClock,
    theme,
    vim: () => {
      changeSettings({ vim: !settings.vim })
      toast(`Vim keys are ${settings.vim ? "off" : "on"}`)
    },
    larger: () => size(1),
    smaller: () => size(-1),
    ...(files.active !== null && {
      "close-tab": () => workspace.closeFile(files.active!),
      "next-tab": () => workspace.stepFile(1),
      "previous-tab": () => workspace.stepFile(-1),
    }),
  }
  if (role === "assessor") return { ...forAll, ...assessing }
  if (!canEdit) return forAll
  return {
    ...forAll,
    interviewers: () => {
      if (document.querySelector("[data-pane='interviewers']")) focusPane("interviewers")
      else toast("Nothing of the interviewers waits for you")
    },
    ...(hasAgent && {
      "stop-agent": stopAgent,
      "accept-change": () => review("accept"),
      "reject-change": () => review("reject"),
      "accept-all": () => review("accept-all"),
      "reject-all": () => review("reject-all"),
    }),
    save,
    submit: () => {
      if (!sayWhyNot(view)) openers.submit()
    },
    withdraw: openers.withdraw,
    "change-language": openers.language,
    "new-terminal": workspace.wantTerminal,
    "new-file": () => {
      panes.fold("files", false)
      requestAnimationFrame(() => dispatchEvent(new Event(NEW_FILE_EVENT)))
    },
    "run-tests": tests.runAll,
    "run-failed": tests.failed.length > 0 ? tests.runFailed : tests.runAll,
    ...(tests.running && { "cancel-tests": tests.cancel }),
  }
}
