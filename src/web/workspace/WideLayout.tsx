import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels"
import type { ReactNode } from "react"
import { Interviewers } from "../acts/Interviewers.tsx"
import { AgentPane, AgentRail } from "./AgentPane.tsx"
import { BottomPane } from "./BottomPane.tsx"
import { EditorPane } from "./EditorPane.tsx"
import { FilesPane } from "./FilesPane.tsx"
import { QuestionPane } from "./QuestionPane.tsx"
import { useBeside } from "./use-beside.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** All panes at once: question over files, editor over tests and terminal, the right-hand room. Widths are remembered. */
export function WideLayout({ rail }: { rail: ReactNode }) {
  const { panes, role } = useWorkspace()
  const hasAgent = useViewState((state) => state.session?.agent != null)
  const right = rail !== undefined || panes.isOpen("agent")
  const beside = useBeside()
  const layout = useDefaultLayout({
    id: `interviewlm.columns.${role}${hasAgent ? ".agent" : ""}`,
    panelIds: ["left", "middle", ...(beside ? ["chat"] : []), ...(right ? ["right"] : [])],
    storage: localStorage,
  })
  return (
    <div className="flex h-full min-h-0">
      <Group orientation="horizontal" className="min-w-0 flex-1 overflow-clip!" {...layoutProps(layout)}>
        <Panel
          id="left"
          defaultSize={380}
          minSize={220}
          maxSize="50%"
          groupResizeBehavior="preserve-pixel-size"
        >
          <div className="flex h-full min-h-0 flex-col">
            <div className="min-h-0 flex-1">
              <LeftColumn />
            </div>
            <Interviewers />
          </div>
        </Panel>
        <Separator className="resize-line" aria-label="Width of the question" />
        <Panel id="middle" minSize={320}>
          <MiddleColumn />
        </Panel>
        {beside && (
          <>
            <Separator className="resize-line" aria-label="Width of the conversation" />
            <Panel
              id="chat"
              defaultSize={400}
              minSize={260}
              maxSize="50%"
              groupResizeBehavior="preserve-pixel-size"
            >
              <AgentPane />
            </Panel>
          </>
        )}
        {right && (
          <>
            <Separator className="resize-line" aria-label="Width of the right-hand pane" />
            <Panel
              id="right"
              defaultSize={hasAgent && !beside ? 360 : 300}
              minSize={260}
              maxSize="50%"
              groupResizeBehavior="preserve-pixel-size"
            >
              {rail ?? <AgentPane />}
            </Panel>
          </>
        )}
      </Group>
      {!right && <AgentRail />}
    </div>
  )
}

function layoutProps({ defaultLayout, onLayoutChanged }: ReturnType<typeof useDefaultLayout>) {
  return { defaultLayout, onLayoutChanged }
}

function LeftColumn() {
  const { panes, role } = useWorkspace()
  const question = panes.isOpen("question")
  const files = panes.isOpen("files")
  const layout = useDefaultLayout({
    id: `interviewlm.left.${role}`,
    panelIds: ["question", "files"],
    storage: localStorage,
  })
  if (question && files)
    return (
      <Group orientation="vertical" className="h-full overflow-clip!" {...layoutProps(layout)}>
        <Panel id="question" defaultSize="58%" minSize={96}>
          <QuestionPane />
        </Panel>
        <Separator className="resize-line" aria-label="Height of the question" />
        <Panel id="files" minSize={96}>
          <FilesPane />
        </Panel>
      </Group>
    )
  return (
    <div className="flex h-full min-h-0 flex-col bg-canvas">
      <div className={question ? "min-h-0 flex-1" : "h-8 shrink-0"}>
        <QuestionPane />
      </div>
      <div className={files ? "min-h-0 flex-1" : "h-8 shrink-0"}>
        <FilesPane />
      </div>
    </div>
  )
}

function MiddleColumn() {
  const { panes, role } = useWorkspace()
  const open = panes.isOpen("bottom")
  const layout = useDefaultLayout({
    id: `interviewlm.middle.${role}`,
    panelIds: open ? ["editor", "bottom"] : ["editor"],
    storage: localStorage,
  })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Group orientation="vertical" className="min-h-0 flex-1 overflow-clip!" {...layoutProps(layout)}>
        <Panel id="editor" minSize={120}>
          <EditorPane />
        </Panel>
        {open && (
          <>
            <Separator className="resize-line" aria-label="Height of tests and terminal" />
            <Panel id="bottom" defaultSize="38%" minSize={96}>
              <BottomPane />
            </Panel>
          </>
        )}
      </Group>
      {!open && (
        <div className="h-8 shrink-0 border-t border-line">
          <BottomPane />
        </div>
      )}
    </div>
  )
}
