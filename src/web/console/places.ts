import type { LucideIcon } from "lucide-react"
import ClipboardList from "lucide-react/icons/clipboard-list"
import FileCode from "lucide-react/icons/file-code"
import Radio from "lucide-react/icons/radio"
import Settings from "lucide-react/icons/settings"
import Users from "lucide-react/icons/users"
import ListChecks from "lucide-react/icons/list-checks"
import type { TeamRole } from "../../protocol/team.ts"

export interface Place {
  href: string
  label: string
  icon: LucideIcon
  /** After `g`. */
  key: string
  /** Not offered below this role. */
  least?: TeamRole
}

/** The parts of the team's side, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  { href: "/live", label: "Live", icon: Radio, key: "l" },
  { href: "/interviews", label: "Interviews", icon: ListChecks, key: "i" },
  { href: "/assessments", label: "Assessments", icon: ClipboardList, key: "a" },
  { href: "/questions", label: "Questions", icon: FileCode, key: "q" },
  { href: "/team", label: "Team", icon: Users, key: "t" },
  { href: "/settings", label: "Settings", icon: Settings, key: "s", least: "admin" },
]

/** Is the page at `path` part of this place? */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}
