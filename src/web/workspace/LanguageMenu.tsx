import ChevronDown from "lucide-react/icons/chevron-down"
import Check from "lucide-react/icons/check"
import { DropdownMenu } from "radix-ui"
import { useState } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { Dialog } from "../ui/Dialog.tsx"
import { FLOATING, MENU_ITEM } from "../ui/floating.ts"
import { report } from "../ui/toasts.tsx"
import { LANGUAGE_NAMES } from "./languages.ts"
import { useOpenQuestion, useView } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The language of this question; asks before it changes, and says that nothing is lost by it. */
export function LanguageMenu({ open, onOpenChange }: Props) {
  const question = useOpenQuestion()
  const { language, canEdit } = useWorkspace()
  const view = useView()
  const [wanted, setWanted] = useState<Language | null>(null)
  if (!question) return null
  const now = LANGUAGE_NAMES[language]
  if (question.languages.length === 1 || !canEdit)
    return <span className="px-2 text-13 text-ink-2 max-narrow:hidden">{now}</span>
  const then = wanted && LANGUAGE_NAMES[wanted]
  return (
    <>
      <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
        <DropdownMenu.Trigger asChild>
          <Button look="quiet" aria-label={`Language: ${now}`}>
            {now} <ChevronDown size={14} aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content align="end" sideOffset={4} className={cx(FLOATING, "min-w-36 p-1")}>
            <DropdownMenu.RadioGroup
              value={language}
              onValueChange={(value) => setWanted(question.languages.find((one) => one === value) ?? null)}
            >
              {question.languages.map((one) => (
                <DropdownMenu.RadioItem
                  key={one}
                  value={one}
                  className={MENU_ITEM}
                  disabled={one === language}
                >
                  <span className="w-4">
                    <DropdownMenu.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </DropdownMenu.ItemIndicator>
                  </span>
                  {LANGUAGE_NAMES[one]}
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Dialog
        open={wanted !== null}
        onOpenChange={(stays) => !stays && setWanted(null)}
        title={`Go on in ${then ?? ""}?`}
        description={`Your ${now} files are kept as they are; you can come back to them. The one you submit in is the one that is graded. The clock goes on.`}
      >
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={() => setWanted(null)}>Stay with {now}</Button>
          <Button
            look="primary"
            onClick={() => {
              if (wanted) view.command({ type: "change-language", language: wanted }).catch(report)
              setWanted(null)
            }}
          >
            Go on in {then}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
