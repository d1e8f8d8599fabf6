import Search from "lucide-react/icons/search"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import type { QuestionState, SessionState } from "../../core/session.ts"
import { ChatSearch } from "../chat/ChatSearch.tsx"
import { Conversation } from "../chat/Conversation.tsx"
import { useConversation } from "../chat/use-chat.ts"
import { useSearch } from "../chat/use-search.ts"
import { ProblemError } from "../live/session-view.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { Notice } from "../ui/Notice.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { usePanes } from "../workspace/panes.ts"
import { ViewProvider } from "../workspace/view.ts"
import { WorkspaceProvider, type Workspace } from "../workspace/workspace.ts"
import { fetchChat } from "./api.ts"
import { createPastChatView } from "./past-chat.ts"
import { readerOf } from "./reader.ts"

interface Props {
  session: SessionState
  question: QuestionState
  /** Shows a file that something was said of. */
  onFile: (path: string) => void
}

/** What was said between the candidate and the agent on a question, to read. Key it by question. */
export function PastChat({ session, question, onFile }: Props) {
  const asked = useQuery({
    queryKey: ["chat", session.id, question.id],
    queryFn: () => fetchChat(session.id, question.id),
    staleTime: Infinity,
  })
  const panes = usePanes("interviewlm.panes.review", [])
  const { data } = asked
  const view = useMemo(
    () =>
      data &&
      createPastChatView(session, question.id, data, (before) => fetchChat(session.id, question.id, before)),
    // The state after the end changes by grades alone, of which no conversation tells.
    // oxlint-disable-next-line react/exhaustive-deps -- as said
    [session.id, question.id, data],
  )
  const shared = useMemo<Workspace>(
    () => ({ ...readerOf(session.id, question), panes, openFile: onFile }),
    [session.id, question, panes, onFile],
  )
  if (asked.isError)
    return (
      <Notice
        small
        title="The conversation could not be read"
        actions={<Button onClick={() => void asked.refetch()}>Try again</Button>}
      >
        {asked.error instanceof ProblemError && asked.error.problem.detail}
      </Notice>
    )
  if (!view)
    return (
      <p aria-busy="true" className="flex h-full items-center justify-center gap-2 text-ink-2">
        <Spinner /> Reading the conversation
      </p>
    )
  return (
    <ViewProvider value={view}>
      <WorkspaceProvider value={shared}>
        <Said />
      </WorkspaceProvider>
    </ViewProvider>
  )
}

function Said() {
  const conversation = useConversation()
  const { rows } = conversation
  const search = useSearch(rows, conversation)
  if (rows.length === 0)
    return (
      <Notice small title="Nothing was said">
        The candidate said nothing to the agent on this question, and it offered nothing.
      </Notice>
    )
  return (
    <div className="mx-auto flex h-full min-h-0 max-w-190 flex-col border-line bg-canvas narrow:border-x">
      <PaneHeader
        actions={
          <IconButton
            label="Search the conversation"
            aria-pressed={search.open}
            className="size-6"
            onClick={search.toggle}
          >
            <Search size={14} />
          </IconButton>
        }
      >
        Conversation with the agent
      </PaneHeader>
      {search.open && (
        <ChatSearch
          query={search.query}
          onQuery={search.setQuery}
          found={search.count}
          at={search.at}
          onStep={search.step}
          fetching={search.fetching}
          onClose={search.close}
        />
      )}
      <Conversation {...conversation} found={search.found} />
    </div>
  )
}
