import Search from "lucide-react/icons/search"
import { type ReactNode } from "react"
import type { AgentState } from "../../core/agent/agent.ts"
import { IconButton } from "../ui/Button.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { useWorkspace } from "../workspace/workspace.ts"
import { ChatHeader, FollowButton, ModelName } from "./ChatHeader.tsx"
import { ChatSearch } from "./ChatSearch.tsx"
import { Composer } from "./Composer.tsx"
import { Conversation } from "./Conversation.tsx"
import { EmptyChat } from "./EmptyChat.tsx"
import { NudgeCard } from "./NudgeCard.tsx"
import { useConversation } from "./use-chat.ts"
import { useSearch } from "./use-search.ts"

/** The conversation with the agent; `fold` is what leads out of it. Without the field to write in for who only watches. */
export function ChatPane({ agent, fold }: { agent: AgentState; fold?: ReactNode }) {
  const { role, draft } = useWorkspace()
  const { rows, earlier, loading, loadEarlier } = useConversation()
  const search = useSearch(rows, { earlier, loading, loadEarlier })
  return (
    <>
      <PaneHeader
        actions={
          <>
            <FollowButton />
            <IconButton
              label="Search the conversation"
              aria-pressed={search.open}
              className="size-6"
              onClick={search.toggle}
            >
              <Search size={14} />
            </IconButton>
            {fold}
          </>
        }
      >
        <span className="text-agent">Agent</span>
        <ModelName agent={agent} />
      </PaneHeader>
      <ChatHeader agent={agent} />
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
      {rows.every(({ kind }) => kind === "level" || kind === "day") ? (
        <EmptyChat agent={agent} />
      ) : (
        <Conversation
          rows={rows}
          earlier={earlier}
          loading={loading}
          loadEarlier={loadEarlier}
          found={search.found}
        />
      )}
      <NudgeCard />
      {role === "candidate" && draft && <Composer store={draft} />}
    </>
  )
}
