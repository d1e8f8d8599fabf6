/** System packages, through the platform's own package manager and only those that are missing. */
import { apt } from "./apt.mjs"
import { find, needs } from "./needs.mjs"
import { outsideEnvironment, read, run, say, SetupError } from "./process.mjs"

/**
 * @typedef {{
 *   program: string,
 *   packages?: Record<string, string>,
 *   install: string[],
 *   prepare?: (wanted: string[], asRoot: string[] | null) => { names: string[], steps: string[] },
 * }} Manager
 * @type {Manager[]}
 */
const managers = [
  apt,
  {
    program: "dnf",
    packages: { pytest: "python3-pytest", go: "golang", git: "git-core" },
    install: ["dnf", "install", "-y"],
  },
  {
    program: "pacman",
    packages: { python3: "python", pytest: "python-pytest" },
    install: ["pacman", "-S", "--needed", "--noconfirm"],
  },
  {
    program: "zypper",
    packages: { pytest: "python3-pytest" },
    install: ["zypper", "--non-interactive", "install"],
  },
  { program: "apk", packages: { pytest: "py3-pytest" }, install: ["apk", "add"] },
]

/** Installs what is missing. Throws with the one command to type where the rights, or a known manager, lack. */
export const installSystemPackages = ({ forTests }) => {
  const missing = missingNeeds(forTests)
  if (missing.length === 0) return
  const list = missing.map(({ id, why }) => `${id} (${why})`).join(", ")
  say(`missing on this machine: ${list}`)

  const manager = managers.find(({ program }) => find(program, ["/usr/bin", "/sbin", "/bin"]) !== null)
  if (!manager) return giveUp(missing, "Install them with your system's package manager and run this again.")

  const asRoot = rootPrefix()
  const ids = missing.map(({ id }) => id)
  if (asRoot === null) {
    const { names, steps } = plan(manager, ids, null)
    const command = [...steps, `sudo ${[...manager.install, ...names].join(" ")}`].join(" && ")
    return giveUp(missing, `Type this once and run the same command again:\n\n  ${command}\n`)
  }
  try {
    const { names } = plan(manager, ids, asRoot)
    say(`installing ${names.join(" ")} (a few minutes on a slow line)`)
    const [command, ...args] = [...asRoot, ...manager.install, ...names]
    run("installing system packages", command, args, { env: quiet() })
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    return giveUp(missingNeeds(forTests), `${error.message}. Mend that and run this again.`)
  }
  giveUp(missingNeeds(forTests), `See what ${manager.program} said above.`)
}

const plan = ({ packages, prepare }, ids, asRoot) =>
  prepare ? prepare(ids, asRoot) : { names: ids.map((id) => packages?.[id] ?? id), steps: [] }

const missingNeeds = (forTests) => needs.filter((need) => (forTests || !need.onlyForTests) && !need.isThere())

/** A missing nicety is a warning; anything else ends the set-up. */
const giveUp = (missing, advice) => {
  if (missing.length === 0) return
  const names = missing.map(({ id }) => id).join(", ")
  if (missing.every(({ optional }) => optional)) return say(`going on without ${names}. ${advice}`)
  throw new SetupError(`needed: ${names}. ${advice}`)
}

/** What to put before a command to run it as root: nothing, sudo, or null where neither works without a password. */
const rootPrefix = () => {
  if (process.getuid() === 0) return []
  return read("sudo", ["-n", "true"]) === null ? null : ["sudo", "-n"]
}

const quiet = () => ({ ...outsideEnvironment(), DEBIAN_FRONTEND: "noninteractive" })
