/** A server that holds one sandbox with a terminal, to be killed: `node sandbox-server.ts ROOT ID`. */
import { openLocalEngine, spec, until } from "./sandbox.ts"

const [root = "", id = ""] = process.argv.slice(2)
const engine = await openLocalEngine(root)
const sandbox = await engine.create(spec({ id }))
const terminal = await sandbox.terminal({ id: "shell", cols: 80, rows: 24 })
await terminal.write(Buffer.from("cd /tmp; echo be''fore\r"))
await until(terminal, /before\r\n/)
await sandbox.exec({ argv: ["sleep", "8001"] })
process.stdout.write("ready\n")
setInterval(() => {}, 1000)
