/** Running programs and talking to the person at the terminal. */
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..")

/** Something the person has to mend; its message is all they see. */
export class SetupError extends Error {}

/** One progress line, on standard error so that a command's own output stays clean. */
export const say = (text) => console.error(`set-up: ${text}`)

const binFolders = (path) => path.split(":").filter((folder) => !folder.includes("node_modules"))

/** The environment without this repository's own programs in PATH: they may be what is being replaced. */
export const outsideEnvironment = () => ({
  ...process.env,
  PATH: binFolders(process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin").join(":"),
})

/** Runs a program to its end and shows its output; a failure is a SetupError that names `what`. */
export const run = (what, command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], ...options })
  if (done.error) throw new SetupError(`${what} failed: ${done.error.message}`)
  if (done.status !== 0) throw new SetupError(`${what} failed: ${[command, ...args].join(" ")}`)
}

/** Standard output of a program, or null when it cannot be run or fails. */
export const read = (command, args, options = {}) => {
  const done = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], ...options })
  return done.error || done.status !== 0 ? null : done.stdout.trim()
}
