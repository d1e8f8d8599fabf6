import type { Delivery } from "../../protocol/webhooks.ts"
import type { Column } from "../ui/columns.ts"
import { MoreMenu } from "../ui/Menu.tsx"
import { Status } from "../ui/Status.tsx"
import type { StatusTone } from "../ui/Status.tsx"
import { Ago, DateTime } from "../ui/Time.tsx"
import { EVENT_WORDS } from "./words.ts"

const STATES: Record<Delivery["state"], readonly [StatusTone, string]> = {
  delivered: ["good", "Delivered"],
  waiting: ["waiting", "Waits to be sent"],
  failed: ["bad", "Given up"],
}
/** What was told, a row each; `again` sends one once more. */
export function deliveryColumns(again: (delivery: string) => Promise<unknown>): readonly Column<Delivery>[] {
  return [
    {
      id: "event",
      header: "Event",
      width: 150,
      value: ({ event }) => EVENT_WORDS[event],
      cell: ({ event }) => EVENT_WORDS[event],
    },
    {
      id: "at",
      header: "When",
      width: 130,
      largestFirst: true,
      value: ({ at }) => at,
      cell: ({ at }) => <Ago at={at} />,
    },
    {
      id: "state",
      header: "State",
      width: 160,
      value: ({ state }) => state,
      cell: ({ state }) => <Status tone={STATES[state][0]}>{STATES[state][1]}</Status>,
    },
    {
      id: "answer",
      header: "Last answer",
      value: ({ problem, status }) => problem ?? String(status ?? ""),
      cell: ({ problem, status }) => {
        const said = problem ?? (status === null ? "" : `Taken with ${status}`)
        return (
          <span title={said} className="line-clamp-4 text-12 whitespace-normal">
            {said}
          </span>
        )
      },
    },
    {
      id: "attempts",
      header: "Attempts",
      width: 90,
      align: "end",
      value: ({ attempts }) => attempts,
      cell: ({ attempts }) => attempts,
    },
    {
      id: "next",
      header: "Next",
      width: 130,
      wideOnly: true,
      value: ({ nextAt }) => nextAt ?? 0,
      cell: ({ nextAt }) => (nextAt === null ? null : <DateTime at={nextAt} />),
    },
    {
      id: "more",
      header: "More",
      quiet: true,
      width: 44,
      cell: ({ id: delivery, event }) => (
        <MoreMenu
          label={`More about ${EVENT_WORDS[event]}`}
          entries={[{ label: "Send again now", run: () => void again(delivery) }]}
        />
      ),
    },
  ]
}
