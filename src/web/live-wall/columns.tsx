import type { Column } from "../ui/columns.ts"
import { Activity, Agent, LastAct, Needs, Question, Standing, Tests, Watchers } from "./cells.tsx"
import type { Listed } from "./feed.ts"
import { urgency } from "./words.ts"

const LEVELS = ["consultant", "pair-programming", "full-copilot"]

/** Sorted by the list as it was last made, drawn by the rows as they are. */
export const COLUMNS: readonly Column<Listed>[] = [
  {
    id: "candidate",
    header: "Candidate",
    value: ({ row }) => row.candidate,
    text: ({ row }) => `${row.title} ${row.watchers.join(" ")}`,
    cell: ({ row }) => row.candidate,
  },
  {
    id: "needs",
    header: "Needs you",
    width: 128,
    largestFirst: true,
    value: urgency,
    cell: ({ row }) => <Needs session={row.session} />,
  },
  {
    id: "left",
    header: "Time left",
    width: 112,
    value: ({ leftMs }) => leftMs,
    cell: ({ row }) => <Standing session={row.session} />,
  },
  {
    id: "question",
    header: "Question",
    width: 92,
    value: ({ row }) => row.submitted / row.questions.length,
    cell: ({ row }) => <Question session={row.session} />,
  },
  {
    id: "tests",
    header: "Tests",
    width: 112,
    value: ({ row: { run } }) => (run && run.tests > 0 ? run.passed / run.tests : null),
    cell: ({ row }) => <Tests session={row.session} />,
  },
  {
    id: "activity",
    header: "Activity",
    width: 112,
    largestFirst: true,
    value: ({ pulse }) => pulse.buckets.reduce((sum, [, candidate, agent]) => sum + candidate + agent, 0),
    cell: ({ row }) => <Activity session={row.session} />,
  },
  {
    id: "agent",
    header: "Agent",
    width: 96,
    value: ({ row }) => row.agent && LEVELS.indexOf(row.agent.level),
    cell: ({ row }) => <Agent session={row.session} />,
  },
  {
    id: "last",
    header: "Last act",
    largestFirst: true,
    value: ({ row, pulse }) => Math.max(row.last?.at ?? 0, pulse.doing?.at ?? 0),
    cell: ({ row }) => <LastAct session={row.session} />,
  },
  {
    id: "watchers",
    header: "Watching",
    width: 92,
    largestFirst: true,
    value: ({ row }) => row.watchers.length,
    cell: ({ row }) => <Watchers session={row.session} />,
  },
]

/** With what there is room for in a wide window. */
export const WIDE_COLUMNS: readonly Column<Listed>[] = [
  ...COLUMNS,
  {
    id: "assessment",
    header: "Assessment",
    width: 180,
    value: ({ row }) => row.title,
    cell: ({ row }) => row.title,
  },
]
