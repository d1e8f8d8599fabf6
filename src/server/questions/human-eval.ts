import { readFile } from "node:fs/promises"
import { z } from "zod"
import type { Language } from "../../protocol/ctrf.ts"
import { ALWAYS_OPEN, type Draft, idFrom } from "./draft.ts"
import { ImportRefused } from "./import-refused.ts"

const Task = z.object({
  task_id: z.string().min(1).max(60),
  /** Imports, signature and docstring. */
  prompt: z.string().min(1).max(18_000),
  entry_point: z.string().regex(/^[A-Za-z_]\w*$/),
  /** The function's body. */
  canonical_solution: z.string(),
  /** Defines `check(candidate)`. */
  test: z.string().min(1),
})
type Task = z.infer<typeof Task>

/** Reads a HumanEval-style file: a JSON object a line, in Python. */
export async function readHumanEval(path: string, language: Language): Promise<Draft[]> {
  if (language !== "python")
    throw new ImportRefused(`A HumanEval-style file holds Python: use --language python, not ${language}.`)
  const lines = (await readFile(path, "utf8")).split("\n")
  const drafts = lines.flatMap((line, index) =>
    line.trim() === "" ? [] : [readTask(line, `${path}, line ${index + 1}`)],
  )
  if (drafts.length === 0) throw new ImportRefused(`${path} holds no task.`)
  return drafts
}

/** One line of such a file; `place` is where it stands. Throws `ImportRefused`. */
export function readTask(line: string, place: string): Draft {
  return draftOf(parseTask(line, place))
}

function parseTask(line: string, place: string): Task {
  try {
    return Task.parse(JSON.parse(line))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new ImportRefused(`${place} is not a task: ${why}`)
  }
}

function draftOf({ task_id, prompt, entry_point, canonical_solution, test }: Task): Draft {
  const hasExamples = prompt.includes(">>>")
  const examples = [
    "import doctest",
    "",
    "import solution",
    "",
    "",
    "def test_the_examples_of_the_docstring():",
    "    outcome = doctest.testmod(solution)",
    "    assert outcome.attempted > 0",
    "    assert outcome.failed == 0",
    "",
  ].join("\n")
  const hidden = `from solution import ${entry_point}\n\n${test.trim()}\n\n\ndef test_hidden():\n    check(${entry_point})\n`
  return {
    id: idFrom(task_id),
    title: entry_point.replaceAll("_", " ").trim() || entry_point,
    statement: `Complete the function \`${entry_point}\` in \`solution.py\`.\n\n\`\`\`python\n${prompt.trim()}\n\`\`\`\n`,
    language: "python",
    entry: "solution.py",
    layers: [
      { layer: "starter", path: "solution.py", text: `${prompt.trimEnd()}\n    raise NotImplementedError\n` },
      {
        layer: "solution",
        path: "solution.py",
        text: `${prompt.trimEnd()}\n${canonical_solution.trimEnd()}\n`,
      },
      { layer: "hidden", path: "test_hidden.py", text: hidden },
      ...(hasExamples ? [{ layer: "visible" as const, path: "test_examples.py", text: examples }] : []),
    ],
    open: [
      ...(hasExamples ? [] : ["write visible tests: the docstring has no examples to run"]),
      "split the one hidden test, so that a report can tell which case failed",
      "choose another question where you can: these tasks and their answers are known to every model",
      ...ALWAYS_OPEN,
    ],
  }
}
