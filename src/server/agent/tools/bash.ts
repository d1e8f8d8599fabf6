/** Bash: one command, on its own, in the workspace. */
import { z } from "zod"
import { LIMITS } from "../../../protocol/limits.ts"
import type { ProcExit } from "../../sandbox/engine.ts"
import { defineTool } from "./define.ts"
import { createLiveOutput, createOutput } from "./output.ts"
import type { ToolParts } from "./parts.ts"
import { count, fromProgram } from "./present.ts"
import type { CallContext, Tool, ToolAnswer } from "./tool.ts"

const { wallMs, longestWallMs, outputBytes } = LIMITS.tools

const Input = z.object({
  command: z.string().min(1).max(32_768).describe("What bash is to run, in /workspace"),
  description: z.string().max(500).optional().describe("What it does, in a few words, for the candidate"),
  timeout: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`Milliseconds it may take; ${wallMs} when left out, at most ${longestWallMs}`),
})

const DESCRIPTION =
  "Runs one command with bash in a sandbox without network, in /workspace, on the files as they are in the editor. Each call starts anew: nothing of a shell is kept, and what still runs at its end is stopped. For a shell that stays, use terminal; for the tests, run_tests."

export function createBash(parts: ToolParts): Tool {
  const definition = {
    name: "Bash",
    description: DESCRIPTION,
    input: Input,
    readOnly: false,
    onProblem: parts.onProblem,
  } as const
  return defineTool(definition, ({ command, timeout = wallMs }, context) =>
    run(parts, command, Math.min(timeout, longestWallMs), context),
  )
}

async function run(
  parts: ToolParts,
  command: string,
  limitMs: number,
  { signal, output: show }: CallContext,
): Promise<ToolAnswer> {
  const { sandbox, disk } = await parts.workspace()
  await disk.flush()
  signal.throwIfAborted()
  const limits = { wallMs: limitMs, outputBytes }
  const proc = await sandbox.exec({ argv: ["bash", "-c", command.replaceAll("\0", "")], limits })
  const stop = (): void => void proc.kill().catch(parts.onProblem)
  if (signal.aborted) stop()
  signal.addEventListener("abort", stop, { once: true })
  const output = createOutput(parts.redact)
  const live = createLiveOutput(parts, (text) => signal.aborted || show(text))
  try {
    await proc.closeInput()
    for await (const { data } of proc.output) {
      output.push(data)
      live.push(data)
    }
    await live.end()
    const exit = await proc.exit
    signal.throwIfAborted()
    await disk.rescan()
    const said = output.size === 0 ? "It printed nothing." : fromProgram("Bash", await output.text())
    return { ok: exit.reason === "exited" && exit.code === 0, text: `${said}\n${ending(exit, limitMs)}` }
  } finally {
    signal.removeEventListener("abort", stop)
  }
}

function ending({ reason, code, signal }: ProcExit, limitMs: number): string {
  switch (reason) {
    case "exited":
      return signal === null ? `Exit code ${code}.` : `Ended by signal ${signal}.`
    case "timeout":
      return `Stopped after ${count(limitMs / 1000, "second")}, which was its limit. A timeout of up to ${longestWallMs} may be asked for.`
    case "memory":
      return "Stopped: the sandbox was out of memory."
    case "output":
      return `Stopped: it printed more than ${count(outputBytes, "byte")}.`
    case "killed":
      return "It was stopped."
    case "lost":
      return "The sandbox was lost while it ran, and is made anew from the documents. Try again."
  }
}
