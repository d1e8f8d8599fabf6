import { parseArgs } from "node:util"
import { readConfig } from "../server/config.ts"
import { canRun, finding, table } from "./doctor/finding.ts"
import { checkPort } from "./doctor/port.ts"
import { checkSandbox } from "./doctor/sandbox.ts"
import { checkDatabase, checkDataFolder } from "./doctor/storage.ts"

/** Looks at everything an interview needs on this machine. Exit status 0 when interviews can run, else 1. */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } })
  const config = readConfig()
  const findings = [
    ...(await checkSandbox(config.dataFolder)),
    await checkDatabase(config.databaseUrl),
    await checkDataFolder(config.dataFolder),
    await checkPort(config.host, config.port),
    finding("model", "weak", "the coding agent is not connected yet", "Interviews run without it."),
  ]
  console.log(values.json ? JSON.stringify({ ok: canRun(findings), findings }, null, 2) : table(findings))
  return canRun(findings) ? 0 : 1
}
