import Download from "lucide-react/icons/download"
import { DropdownMenu } from "radix-ui"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING, MENU_ITEM } from "../ui/floating.ts"
import { reportAddress } from "./api.ts"
import { useWorkspace } from "./workspace.ts"

const FORMATS = [
  { format: "junit", title: "JUnit XML", name: "test-results.xml" },
  { format: "ctrf", title: "CTRF JSON", name: "test-results.json" },
] as const

/** The results of the latest run as files for other tools. */
export function ResultsMenu() {
  const { session, role } = useWorkspace()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Download results">
          <Download size={14} />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={4} className={cx(FLOATING, "min-w-40 p-1")}>
          {FORMATS.map(({ format, title, name }) => (
            <DropdownMenu.Item key={format} asChild className={MENU_ITEM}>
              <a href={reportAddress(session, role, format)} download={name}>
                {title}
              </a>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
