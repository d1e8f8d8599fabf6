import { useQueryClient } from "@tanstack/react-query"
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down"
import type { Team } from "../../protocol/team.ts"
import { changeSettings, THEME_NAMES, THEMES, useSettings } from "../settings/settings.ts"
import { useGo } from "../ui/Link.tsx"
import { Menu, type MenuEntry } from "../ui/Menu.tsx"
import { report } from "../ui/toasts.tsx"
import { enterTeam, signOut } from "./api.ts"
import { useMe } from "./me.ts"

/** Goes over to another of one's teams: everything that is shown is asked for anew. */
export function useEnterTeam(): (team: Team) => void {
  const queries = useQueryClient()
  const go = useGo()
  return (team) =>
    void enterTeam(team.id)
      .then(() => queries.resetQueries())
      .then(() => go("/live"))
      .catch(report)
}

/** Ends the session and leaves nothing of it in this page. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  const go = useGo()
  return () =>
    void signOut()
      .then(() => {
        queries.clear()
        go("/sign-in")
      })
      .catch(report)
}

/** The person, their teams, their screen, and the way out. */
export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { user, team, teams } = useMe()
  const { theme } = useSettings()
  const enter = useEnterTeam()
  const leave = useSignOut()
  const go = useGo()
  const others = teams.length > 1
  const entries: MenuEntry[] = [
    { heading: user.email },
    { label: "Your account", run: () => go("/account") },
    "line",
    ...(others ? [{ heading: "Team" }] : []),
    ...(others
      ? teams.map((one) => ({ label: one.name, chosen: one.id === team.id, run: () => enter(one) }))
      : []),
    ...(others ? (["line"] as const) : []),
    { heading: "Theme" },
    ...THEMES.map((one) => ({
      label: THEME_NAMES[one],
      chosen: one === theme,
      run: () => changeSettings({ theme: one }),
    })),
    "line",
    { label: "Keyboard shortcuts", keys: "?", run: onShortcuts },
    { label: "Sign out", run: leave },
  ]
  return (
    <Menu
      align="start"
      side="top"
      className="w-52"
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={`Account of ${user.name}, team ${team.name}`}
          className="flex h-11 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-pressed"
        >
          <Initials name={user.name} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-13 leading-4">{user.name}</span>
            <span className="block truncate text-12 leading-4 text-ink-2">{team.name}</span>
          </span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-ink-3" />
        </button>
      }
    />
  )
}

/** Two letters of a name. */
function Initials({ name }: { name: string }) {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => Array.from(word ?? "")[0])
  return (
    <span
      aria-hidden
      className="flex size-6 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface text-12 font-medium text-ink-2 uppercase"
    >
      {letters.join("")}
    </span>
  )
}
