/** `node test/simulate/print.ts [CHANGES] [START]`: when help comes to each made-up candidate; see `AssistancePolicy`. */
import { AssistancePolicy } from "../../src/protocol/assistance.ts"
import { PROFILES } from "./profiles.ts"
import { simulate, type Help } from "./simulation.ts"

const policy = AssistancePolicy.parse({ changes: process.argv[2], start: process.argv[3] })

for (const [name, profile] of Object.entries(PROFILES)) {
  const { help } = simulate(profile, policy)
  console.log(`${name.padEnd(32)} ${help.map(said).join("  ") || "-"}`)
}

function said({ at, advice }: Help): string {
  const time = `${Math.floor(at / 60_000)}:${String(Math.floor(at / 1_000) % 60).padStart(2, "0")}`
  return advice.type === "offer"
    ? `${time} offer (${advice.kind})`
    : `${time} ${advice.type} ${advice.to} (${advice.reason})`
}
