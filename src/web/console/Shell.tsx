import { useRouterState } from "@tanstack/react-router"
import MenuIcon from "lucide-react/icons/menu"
import Search from "lucide-react/icons/search"
import { useEffect, useRef, useState, type ReactNode } from "react"
import { isAtLeast } from "../../protocol/team.ts"
import { ASSESSMENT_SOURCE } from "../assessments/source.ts"
import { INTERVIEW_SOURCE } from "../interviews/source.ts"
import { QUESTION_SOURCE } from "../questions/source.ts"
import { changeSettings, THEME_NAMES, THEMES } from "../settings/settings.ts"
import { IconButton } from "../ui/Button.tsx"
import { Kbd } from "../ui/Kbd.tsx"
import { useMedia } from "../ui/hooks.ts"
import { Link, useGo } from "../ui/Link.tsx"
import { Mark } from "../ui/Mark.tsx"
import { Popover } from "../ui/Popover.tsx"
import { AccountMenu, useSignOut } from "./AccountMenu.tsx"
import { useOffered, usePaletteSource } from "./commands.ts"
import { useMe } from "./me.ts"
import { Palette } from "./Palette.tsx"
import { isWithin, PLACES, type Place } from "./places.ts"
import { ShortcutSheet } from "./ShortcutSheet.tsx"
import { useKeys } from "./use-keys.ts"

/** What every page of the team's stands in: the way to the others, the palette, and the page itself, which scrolls. */
export function Shell({ children }: { children: ReactNode }) {
  const { team } = useMe()
  const go = useGo()
  const leave = useSignOut()
  const narrow = useMedia("(width < 900px)")
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  const { commands } = useOffered()
  const places = PLACES.filter(({ least = "viewer" }) => isAtLeast(team.role, least))
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const main = useFocusAfterMoves(path)
  /** The page on which the navigation of a narrow window was opened; going elsewhere closes it. */
  const [opened, setOpened] = useState<string | null>(null)

  usePaletteSource(QUESTION_SOURCE)
  usePaletteSource(ASSESSMENT_SOURCE)
  usePaletteSource(INTERVIEW_SOURCE)
  useKeys([
    { keys: "mod+k", run: () => setPalette(true) },
    { keys: "?", run: () => setSheet(true) },
    { keys: "/", run: () => document.querySelector<HTMLElement>("[data-search]")?.focus() },
    ...places.map(({ key, href }) => ({ keys: `g ${key}`, run: () => go(href) })),
    ...commands.flatMap(({ keys, run }) => (keys ? [{ keys, run }] : [])),
  ])
  const groups = [
    {
      heading: "Go to",
      entries: places.map(({ label, href, key, icon: Icon }) => ({
        label,
        keys: `g ${key}`,
        icon: <Icon size={14} aria-hidden className="text-ink-3" />,
        run: () => go(href),
      })),
    },
    {
      heading: "You",
      entries: [
        ...THEMES.map((theme) => ({
          label: `Theme: ${THEME_NAMES[theme]}`,
          run: () => changeSettings({ theme }),
        })),
        { label: "Your account", run: () => go("/account") },
        { label: "Keyboard shortcuts", keys: "?", run: () => setSheet(true) },
        { label: "Sign out", run: leave },
      ],
    },
  ]
  const parts = (
    <>
      <Navigation places={places} path={path} />
      <div className="mt-auto p-2">
        <AccountMenu onShortcuts={() => setSheet(true)} />
      </div>
    </>
  )
  return (
    <div data-app className="flex h-full flex-col narrow:flex-row">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
        className="sr-only z-50 rounded-md border border-line bg-raised text-13 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-1"
      >
        Skip to the page
      </a>
      {narrow ? (
        <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-2">
          <Popover
            label="Navigation"
            open={opened === path}
            onOpenChange={(open) => setOpened(open ? path : null)}
            className="flex w-56 flex-col p-0"
            trigger={
              <IconButton label="Navigation">
                <MenuIcon size={16} aria-hidden />
              </IconButton>
            }
          >
            {parts}
          </Popover>
          <Brand />
          <span className="ml-auto">
            <IconButton
              label="Go somewhere or do something"
              shortcut="palette"
              onClick={() => setPalette(true)}
            >
              <Search size={16} aria-hidden />
            </IconButton>
          </span>
        </header>
      ) : (
        <div className="flex w-50 shrink-0 flex-col border-r border-line">
          <header className="flex h-12 shrink-0 items-center px-4">
            <Brand />
          </header>
          <div className="px-2 pb-2">
            <button
              type="button"
              onClick={() => setPalette(true)}
              className="flex h-7 w-full items-center gap-2 rounded-md border border-line-control bg-surface px-2 text-13 text-ink-2 hover:bg-hover"
            >
              <Search size={14} aria-hidden />
              <span className="flex-1 text-left">Find or do</span>
              <Kbd keys="mod+k" />
            </button>
          </div>
          {parts}
        </div>
      )}
      <main
        ref={main}
        id="main"
        tabIndex={-1}
        className="relative min-h-0 min-w-0 flex-1 overflow-y-auto bg-canvas outline-none"
      >
        {children}
      </main>
      <Palette open={palette} onOpenChange={setPalette} groups={groups} />
      <ShortcutSheet
        open={sheet}
        onOpenChange={setSheet}
        places={places.map(({ label, key }) => ({ label, keys: `g ${key}` }))}
      />
    </div>
  )
}

function Brand() {
  return (
    <Link href="/live" look="plain" className="flex items-center gap-2 rounded-sm text-13 font-semibold">
      <Mark /> InterviewLM
    </Link>
  )
}

function Navigation({ places, path }: { places: readonly Place[]; path: string }) {
  return (
    <nav aria-label="Team" className="flex flex-col gap-0.5 p-2 pt-0 max-narrow:pt-2">
      {places.map(({ href, label, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          look="plain"
          aria-current={isWithin(path, href) ? "page" : undefined}
          className="flex h-7 items-center gap-2 rounded-md px-2 text-13 text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          <Icon size={16} aria-hidden className="shrink-0" />
          {label}
        </Link>
      ))}
    </nav>
  )
}

/** When the page changes and what had the focus went with it, the focus goes to the new page, at its top. */
function useFocusAfterMoves(path: string) {
  const main = useRef<HTMLElement>(null)
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    main.current?.scrollTo(0, 0)
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}
