/** A `SessionView` that stands still: one state, a small workspace, a shell that has printed something. */
import { ChangeSet, Text } from "@codemirror/state"
import type { ChatEntry } from "../../src/protocol/chat.ts"
import type { FileItem, Person } from "../../src/protocol/messages.ts"
import { parentOf } from "../../src/core/path.ts"
import type { DocumentStatus } from "../../src/web/live/document-source.ts"
import { problem } from "../../src/protocol/errors.ts"
import { ProblemError, type SessionView, type ViewState } from "../../src/web/live/session-view.ts"

export const MONEY = `"""Amounts are whole cents, so that sums stay exact."""

CENTS = 100


def split(amount: int, people: int) -> list[int]:
    """Divide an amount among people.

    The shares add up to the amount and differ by at most a cent; the first people carry the extra
    cents. A refund (a negative amount) is split exactly as the expense it undoes.
    """
    share = round(amount / people)
    return [share] * people  # the extra cents are lost here


def format_amount(cents: int) -> str:
    """\`-1234\` is shown as \`-12.34\`."""
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), CENTS)
    return f"{sign}{units}.{rest:02}"


class Wallet:
    owner: str = "nobody"

    def __init__(self, owner: str):
        self.owner = owner
`

export const FILES = [
  "README.md",
  "pyproject.toml",
  "tab",
  "tab/__init__.py",
  "tab/expense.py",
  "tab/group.py",
  "tab/labels.py",
  "tab/money.py",
  "tab/paging.py",
  "tests",
  "tests/test_tab.py",
  "notes.txt",
  "big",
  "logo.png",
  "trace.log",
]
/** Files that are no text the editor takes. */
const NO_TEXT: Record<string, { readOnly: "binary" | "too-large"; size: number }> = {
  "logo.png": { readOnly: "binary", size: 48_200 },
  "trace.log": { readOnly: "too-large", size: 3_400_000 },
}

function list(folder: string, after: string | undefined): { entries: FileItem[]; more: boolean } {
  if (folder === "big") {
    const names = Array.from({ length: 10_000 }, (_, index) => `file-${String(index).padStart(5, "0")}.txt`)
    const rest = after === undefined ? names : names.filter((name) => name > after)
    const entries = rest.slice(0, 1_000).map((name) => item(`big/${name}`, "file"))
    return { entries, more: rest.length > entries.length }
  }
  const entries = FILES.filter((path) => parentOf(path) === folder).map((path) =>
    item(path, /\./.test(path) ? "file" : "folder"),
  )
  return { entries, more: false }
}

function item(path: string, kind: FileItem["kind"]): FileItem {
  return { path, kind, size: NO_TEXT[path]?.size ?? 100, modifiedMs: 0 }
}

export const CANDIDATE: Person = {
  client: "c1",
  name: "Robin Okafor",
  role: "candidate",
  path: "tab/money.py",
}
export const ASSESSOR: Person = {
  client: "a1",
  name: "Mira Lindqvist",
  role: "assessor",
  path: "tab/group.py",
}

const STATUSES: Record<string, DocumentStatus> = Object.fromEntries(
  Object.entries(NO_TEXT).map(([path, { readOnly }]) => [path, { status: "open", readOnly }]),
)

/** As if the agent had written the function's last line and the class, and taken a line of its own out. */
const BACK = [
  {
    from: MONEY.indexOf("    share = round"),
    to: MONEY.indexOf("def format_amount"),
    insert: "    return [amount // people] * people\n\n\n",
  },
  { from: MONEY.indexOf("class Wallet"), to: MONEY.length, insert: "" },
]

/** Stands still until it is told to become another. */
export interface ScreenView extends SessionView {
  become(state: ViewState): void
}

/** `reviewed`: of a file something of the agent's waits; `chat`: all that was said, for who asks for what stands before. */
interface More {
  noFiles?: boolean
  reviewed?: boolean
  chat?: readonly ChatEntry[]
}

const PAGE = 100

export function viewOf(
  state: Partial<ViewState>,
  { noFiles = false, reviewed = false, chat = [] }: More = {},
): ScreenView {
  const listeners = new Set<() => void>()
  let whole: ViewState = {
    connection: { status: "online" },
    session: null,
    you: { role: "candidate", client: "c1", id: "candidate", name: "Robin Okafor" },
    people: [CANDIDATE, ASSESSOR],
    workspace: { status: "ready" },
    skewMs: 0,
    agentAt: null,
    reviews: [],
    unacknowledged: 0,
    unsaved: new Set(),
    folders: new Map(),
    ...state,
  }
  const status = { status: "open", readOnly: whole.you?.role === "viewer" ? "role" : null } as const
  return {
    getState: () => whole,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    become(state) {
      whole = state
      for (const listener of listeners) listener()
    },
    async command(command) {
      const { dataset } = document.documentElement
      if (command.type === "list-chat") {
        const all = chat.filter(({ seq }) => seq < command.before)
        return { chat: all.slice(-PAGE), earlier: all.length > PAGE }
      }
      if (command.type !== "list-files" && command.type !== "warm-tests") {
        dataset["asked"] = JSON.stringify(command)
        dataset["times"] = String(Number(dataset["times"] ?? 0) + 1)
      }
      if (command.type === "list-files") {
        if (noFiles) return { files: { path: command.path, entries: [], more: false } }
        return { files: { path: command.path, ...list(command.path, command.after) } }
      }
      if (command.type === "create-file" || command.type === "rename-file") {
        const path = command.type === "create-file" ? command.path : command.to
        if (FILES.includes(path)) throw new ProblemError(problem("file-exists"))
      }
      return command.type === "open-terminal" ? { terminal: "t1" } : {}
    },
    observe: () => undefined,
    takeOver: () => undefined,
    retry: () => undefined,
    openDocument: (path) => ({
      path,
      getStatus: () => STATUSES[path] ?? status,
      initial: () => ({ text: Text.of(MONEY.split("\n")), version: 0, pending: [] }),
      onUpdates: () => () => undefined,
      review: () => (reviewed && path === "tab/money.py" ? ChangeSet.of(BACK, MONEY.length) : null),
      onReview: () => () => undefined,
      onMarks(listener) {
        const lines = Text.of(MONEY.split("\n"))
        const pointed = whole.session?.acts.pointed.filter((one) => one.path === path) ?? []
        listener(
          pointed.map(({ id, name, text, lines: { from, to } }) => ({
            id,
            name,
            text,
            from: lines.line(from).from,
            to: lines.line(to).to,
          })),
        )
        return () => undefined
      },
      onCursor: () => () => undefined,
      onStatus: () => () => undefined,
      push: () => undefined,
      moveCursor: () => undefined,
      release: () => undefined,
    }),
    openTerminal: (id) => ({
      id,
      attach(sink) {
        sink.reset({ cols: 100, rows: 12 })
        void sink.write(new TextEncoder().encode(SHELL))
        return () => undefined
      },
      input: () => undefined,
      resize: () => undefined,
    }),
    close: () => undefined,
  }
}

const SHELL = [
  "\x1b[1;32mcandidate\x1b[0m:\x1b[1;34m/workspace\x1b[0m$ ls --color",
  "README.md  \x1b[1;34mbig\x1b[0m  notes.txt  pyproject.toml  \x1b[1;34mtab\x1b[0m  \x1b[1;34mtests\x1b[0m",
  "\x1b[1;32mcandidate\x1b[0m:\x1b[1;34m/workspace\x1b[0m$ python3 -c 'from tab.money import split; print(split(1000, 3))'",
  "[333, 333, 333]",
  "\x1b[1;32mcandidate\x1b[0m:\x1b[1;34m/workspace\x1b[0m$ git status --short",
  " \x1b[31mM\x1b[0m tab/money.py",
  "\x1b[1;32mcandidate\x1b[0m:\x1b[1;34m/workspace\x1b[0m$ ",
].join("\r\n")
