import Plus from "lucide-react/icons/plus"
import { Command } from "cmdk"
import { Popover as Radix } from "radix-ui"
import { useState } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import type { ListedQuestion } from "../../protocol/library.ts"
import { Button } from "../ui/Button.tsx"
import { matches } from "../ui/columns.ts"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { languageWords, levelAndKind, minutesWords } from "./words.ts"

interface Props {
  /** Not chosen yet; undefined while they load. */
  questions: readonly ListedQuestion[] | undefined
  /** They could not be loaded. */
  failed: boolean
  /** Those the assessment allows. */
  languages: readonly Language[]
  onAdd: (id: string) => void
}

/** A button that opens the library: typed in to search, Enter adds, and it stays open for the next. */
export function AddQuestion({ questions, failed, languages, onAdd }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button icon={<Plus size={14} aria-hidden />}>Add a question</Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label="Questions to add"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            FLOATING,
            "flex max-h-(--radix-popover-content-available-height) w-140 max-w-[calc(100vw-32px)] flex-col",
          )}
        >
          <Command label="Questions to add" loop filter={found} className="flex min-h-0 flex-col">
            <Command.Input
              placeholder="Search by title, tag, kind or level"
              className="h-9 shrink-0 border-b border-line bg-transparent px-3 text-13 outline-none placeholder:text-ink-3"
            />
            {/* Without a choice it is no list. */}
            {!questions && (
              <p className="p-4 text-13 text-ink-2">
                {failed
                  ? "The library could not be loaded. Reload the page to try again."
                  : "Loading the library."}
              </p>
            )}
            <Command.List className="max-h-80 min-h-0 overflow-y-auto p-1 empty:hidden">
              {questions && (
                <Command.Empty className="p-3 text-13 text-ink-2">
                  No other published question matches.
                </Command.Empty>
              )}
              {questions?.map((question) => (
                <Item key={question.id} question={question} languages={languages} onAdd={onAdd} />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({
  question,
  languages,
  onAdd,
}: { question: ListedQuestion } & Pick<Props, "languages" | "onAdd">) {
  const { id, title, kind, level, minutes, tags } = question
  const offered = question.languages.filter((language) => languages.includes(language))
  return (
    <Command.Item
      value={`${title} ${id}`}
      keywords={[kind ?? "", level ?? "", ...tags]}
      disabled={offered.length === 0}
      onSelect={() => onAdd(id)}
      className="flex cursor-default flex-col gap-0.5 rounded-sm px-2 py-1.5 text-13 data-[disabled=true]:opacity-60 data-[selected=true]:bg-selected"
    >
      <span className="flex gap-2">
        <span className="min-w-0 flex-1 truncate">{title}</span>
        {minutes !== null && <span className="shrink-0 text-12 text-ink-2">{minutesWords(minutes)}</span>}
      </span>
      <span className="truncate text-12 text-ink-3">
        {levelAndKind(question)} ·{" "}
        {offered.length === 0 ? `only in ${languageWords(question.languages)}` : languageWords(offered)}
      </span>
    </Command.Item>
  )
}

/** Every word somewhere in what is known of it. */
function found(value: string, search: string, keywords: readonly string[] = []): number {
  return matches([value, ...keywords].join(" "), search.trim()) ? 1 : 0
}
