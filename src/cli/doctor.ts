import { readConfig } from "../server/config.ts"
import { canRun, table } from "./doctor/finding.ts"
import { checkLeft, endLeft } from "./doctor/left.ts"
import { checkModel } from "./doctor/model.ts"
import { checkPort } from "./doctor/port.ts"
import { checkSandbox } from "./doctor/sandbox.ts"
import { checkDatabase, checkDataFolder } from "./doctor/storage.ts"
import { readOptions } from "./usage.ts"

const options = {
  json: { type: "boolean", default: false },
  data: { type: "string" },
  "end-sandboxes": { type: "boolean", default: false },
} as const

/** Looks at everything an interview needs on this machine. Exit status 0 when nothing needed is missing, else 1. */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = readOptions({ args: [...args], options })
  const config = readConfig({ INTERVIEWLM_DATA: values.data })
  if (values["end-sandboxes"]) {
    const { done, text } = await endLeft(config.dataFolder)
    console.log(text)
    return done ? 0 : 1
  }
  const findings = [
    ...(await checkSandbox(config.dataFolder)),
    await checkDatabase(config.databaseUrl),
    await checkDataFolder(config.dataFolder),
    ...(await checkLeft(config.dataFolder)),
    await checkPort(config.host, config.port),
    await checkModel(config.model),
  ]
  console.log(values.json ? JSON.stringify({ ok: canRun(findings), findings }, null, 2) : table(findings))
  return canRun(findings) ? 0 : 1
}
