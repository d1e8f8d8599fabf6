/** How a tool is made of its input's schema and what it does. */
import { z } from "zod"
import type { ToolName } from "../../../core/agent/levels.ts"
import { AppError } from "../../../protocol/errors.ts"
import { unlessAborted } from "../../abort.ts"
import { FileError, NoMoreProcesses } from "../../sandbox/engine.ts"
import type { ToolDescription } from "../model/model.ts"
import type { CallContext, Tool, ToolAnswer } from "./tool.ts"

interface Definition<Input extends z.ZodObject> {
  name: ToolName
  description: string
  /** Its fields stand in the order in which a model should write them. */
  input: Input
  readOnly: boolean
  onProblem(problem: unknown): void
}

/** A tool that does nothing before its input is whole. */
export function defineTool<Input extends z.ZodObject>(
  definition: Definition<Input>,
  run: (input: z.infer<Input>, context: CallContext) => Promise<ToolAnswer>,
): Tool {
  const { name, readOnly, onProblem } = definition
  return {
    name,
    readOnly,
    description: describe(definition),
    begin: (context) => ({
      finish(raw) {
        const parsed = parse(definition, raw)
        if (!parsed.ok) return Promise.resolve(parsed)
        return answering(() => run(parsed.input, context), context.signal, onProblem)
      },
    }),
  }
}

export function describe({
  name,
  description,
  input,
}: Pick<Definition<z.ZodObject>, "name" | "description" | "input">): ToolDescription {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(input, { io: "input" })
  return { name, description, inputSchema }
}

/** The input, or an answer that names the field that is wrong. */
export function parse<Input extends z.ZodObject>(
  { name, input }: Pick<Definition<Input>, "name" | "input">,
  raw: unknown,
): { ok: true; input: z.infer<Input> } | (ToolAnswer & { ok: false }) {
  const parsed = input.safeParse(raw)
  if (parsed.success) return { ok: true, input: parsed.data }
  const issues = parsed.error.issues.slice(0, 5)
  const faults = issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}.`)
  return fail(`The input of ${name} is not as described. ${faults.join(" ")} Call it again.`)
}

export const fail = (text: string): ToolAnswer & { ok: false } => ({ ok: false, text })
export const done = (text: string): ToolAnswer => ({ ok: true, text })

/** A tool's answer, also to what failed. Rejects only with the signal's reason, and as soon as it aborts. */
export async function answering(
  work: () => Promise<ToolAnswer>,
  signal: AbortSignal,
  onProblem: (problem: unknown) => void,
): Promise<ToolAnswer> {
  try {
    return await unlessAborted(work, signal)
  } catch (failure) {
    signal.throwIfAborted()
    return explained(failure, onProblem)
  }
}

export function explained(
  failure: unknown,
  onProblem: (problem: unknown) => void,
): ToolAnswer & { ok: false } {
  if (failure instanceof AppError || failure instanceof FileError) return fail(failure.message)
  if (failure instanceof NoMoreProcesses) return fail(new AppError("no-more-processes").message)
  onProblem(failure)
  return fail("That failed on the server, and nothing was done. Try once more, or go on another way.")
}
