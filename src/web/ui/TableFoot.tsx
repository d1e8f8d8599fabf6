import ChevronLeft from "lucide-react/icons/chevron-left"
import ChevronRight from "lucide-react/icons/chevron-right"
import { Button, IconButton } from "./Button.tsx"
import { Spinner } from "./Spinner.tsx"
import type { TableState } from "./table-search.ts"
import type { Rows } from "./use-rows.ts"

interface Props<Row> {
  found: Rows<Row>
  state: TableState
  remote?: { more: boolean; loading: boolean; loadMore: () => void }
}

/** The way to the other rows: pages, or more of them. Nothing where all are shown. */
export function TableFoot<Row>({ found, state, remote }: Props<Row>) {
  if (remote?.more)
    return (
      <div className="flex shrink-0 justify-center py-2">
        <Button
          aria-disabled={remote.loading}
          icon={remote.loading && <Spinner />}
          onClick={() => !remote.loading && remote.loadMore()}
        >
          Show more
        </Button>
      </div>
    )
  if (found.pages === 1) return null
  return (
    <nav aria-label="Pages" className="flex h-11 shrink-0 items-center justify-end gap-1 text-13">
      <span className="mr-1 text-ink-2 tabular-nums">
        Page {found.at} of {found.pages}
      </span>
      <IconButton
        label="Previous page"
        side="top"
        disabled={found.at === 1}
        onClick={() => state.change({ page: found.at - 1 })}
      >
        <ChevronLeft size={16} aria-hidden />
      </IconButton>
      <IconButton
        label="Next page"
        side="top"
        disabled={found.at === found.pages}
        onClick={() => state.change({ page: found.at + 1 })}
      >
        <ChevronRight size={16} aria-hidden />
      </IconButton>
    </nav>
  )
}
