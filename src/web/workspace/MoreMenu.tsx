import Check from "lucide-react/icons/check"
import Ellipsis from "lucide-react/icons/ellipsis"
import { DropdownMenu } from "radix-ui"
import type { ReactNode } from "react"
import { changeSettings, THEME_NAMES, THEMES, useSettings } from "../settings/settings.ts"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING, MENU_ITEM } from "../ui/floating.ts"
import { Kbd } from "../ui/Kbd.tsx"
import { SHORTCUTS, type Actions, type ShortcutId } from "../ui/shortcuts.ts"

/** What a person sets for their own screen, and the ways to everything else. */
export function MoreMenu({ actions }: { actions: Actions }) {
  const settings = useSettings()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Settings and more">
          <Ellipsis size={16} />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            FLOATING,
            "max-h-(--radix-dropdown-menu-content-available-height) w-64 overflow-y-auto p-1",
          )}
        >
          <Entry id="palette" actions={actions} />
          <Entry id="shortcuts" actions={actions} />
          <Line />
          <Label>Theme</Label>
          <DropdownMenu.RadioGroup
            value={settings.theme}
            onValueChange={(value) =>
              changeSettings({ theme: THEMES.find((one) => one === value) ?? "system" })
            }
          >
            {THEMES.map((theme) => (
              <DropdownMenu.RadioItem key={theme} value={theme} className={MENU_ITEM} onSelect={keepOpen}>
                <Mark />
                {THEME_NAMES[theme]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <Line />
          <Label>Code, {settings.fontSize} px</Label>
          <DropdownMenu.Item className={MENU_ITEM} onSelect={(event) => perform(event, actions.larger)}>
            <span className="w-4" /> Larger
          </DropdownMenu.Item>
          <DropdownMenu.Item className={MENU_ITEM} onSelect={(event) => perform(event, actions.smaller)}>
            <span className="w-4" /> Smaller
          </DropdownMenu.Item>
          <DropdownMenu.CheckboxItem
            checked={settings.vim}
            onCheckedChange={(vim) => changeSettings({ vim })}
            onSelect={keepOpen}
            className={MENU_ITEM}
          >
            <Mark /> Vim keys
          </DropdownMenu.CheckboxItem>
          <DropdownMenu.CheckboxItem
            checked={settings.screenReader}
            onCheckedChange={(screenReader) => changeSettings({ screenReader })}
            onSelect={keepOpen}
            className={MENU_ITEM}
          >
            <Mark /> Terminal for screen readers
          </DropdownMenu.CheckboxItem>
          {actions.withdraw && (
            <>
              <Line />
              <DropdownMenu.Item className={cx(MENU_ITEM, "text-fail")} onSelect={() => actions.withdraw?.()}>
                End the interview
              </DropdownMenu.Item>
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function keepOpen(event: Event): void {
  event.preventDefault()
}

function perform(event: Event, act: (() => void) | undefined): void {
  event.preventDefault()
  act?.()
}

function Entry({ id, actions }: { id: ShortcutId; actions: Actions }) {
  const { title, keys } = SHORTCUTS[id]
  return (
    <DropdownMenu.Item className={MENU_ITEM} onSelect={() => actions[id]?.()}>
      <span className="flex-1">{title}</span>
      {keys[0] && <Kbd keys={keys[0]} />}
    </DropdownMenu.Item>
  )
}

function Mark() {
  return (
    <span className="w-4">
      <DropdownMenu.ItemIndicator>
        <Check size={14} aria-hidden />
      </DropdownMenu.ItemIndicator>
    </span>
  )
}

function Label({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-12 text-ink-3">{children}</DropdownMenu.Label>
}

function Line() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}
