import { readFile } from "node:fs/promises"
import { ConfigError } from "../server/config.ts"
import { StoreError } from "../server/store/errors.ts"
import { commands } from "./commands.ts"
import { StartError } from "./start-error.ts"
import { explain, overview, UsageError } from "./usage.ts"

/** Runs one command line and resolves with the exit status: 2 when it cannot be understood. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return help(args[0])
  if (name === "--version" || name === "-v") return version()
  const command = named(name)
  if (!command) throw new UsageError(`There is no command "${name}".`)
  if (args.includes("--help") || args.includes("-h")) return help(name)
  return await command.run(args)
}

const named = (name: string | undefined) =>
  name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined

function help(name: string | undefined): number {
  const command = named(name)
  if (name !== undefined && !command) throw new UsageError(`There is no command "${name}".`)
  console.log(command ? explain(command.usage) : overview(commands))
  return 0
}

async function version(): Promise<number> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8")
  const { version: number }: { version?: unknown } = JSON.parse(text)
  console.log(String(number))
  return 0
}

const isExpected = (error: unknown): error is Error =>
  error instanceof ConfigError || error instanceof StoreError || error instanceof StartError

const args = process.argv.slice(2)
try {
  process.exitCode = await main(args)
} catch (error) {
  if (error instanceof UsageError) {
    const command = named(args[0])
    console.error(`${error.message}\n\n${command ? explain(command.usage) : overview(commands)}`)
    process.exitCode = 2
  } else if (isExpected(error)) {
    console.error(error.message)
    process.exitCode = 1
  } else throw error
}
