import { parseArgs, type ParseArgsConfig } from "node:util"

/** A command line that cannot be understood; `message` says why. Ends the program with the usage and status 2. */
export class UsageError extends Error {}

/** `parseArgs`, whose refusal is a `UsageError` of one sentence. */
export function readOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const [sentence = ""] = error.message.split(/\. |\n/)
    throw new UsageError(`${sentence.replace(/\.$/, "")}.`, { cause: error })
  }
}

/** What the help says of one command. */
export interface Usage {
  /** After the program's name. */
  line: string
  summary: string
  /** Lines below the summary. */
  details: readonly string[]
}

const heading = "InterviewLM: technical interviews in a real workspace, on the record."

/** The overview of all commands. */
export function overview(commands: Readonly<Record<string, { usage: Usage }>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const list = Object.entries(commands).map(
    ([name, { usage }]) => `  ${name.padEnd(width)}  ${usage.summary}`,
  )
  return [
    heading,
    "",
    "Usage: interviewlm COMMAND [options]",
    "",
    ...list,
    "",
    "interviewlm COMMAND --help tells more of one command; --version prints the version.",
  ].join("\n")
}

/** All there is to say of one command. */
export function explain({ line, summary, details }: Usage): string {
  return [
    `Usage: interviewlm ${line}`,
    "",
    `${summary}.`,
    ...(details.length > 0 ? ["", ...details] : []),
  ].join("\n")
}
