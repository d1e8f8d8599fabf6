/** Debian and Ubuntu. The only special case is Go: bookworm's own is too old, so its backports are used. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { read, run, say } from "./process.mjs"

const goodGo = 21
const backportedGo = "golang-1.23-go"
const backportsFile = "/etc/apt/sources.list.d/interviewlm-backports.list"
const packages = { pytest: "python3-pytest" }
const refresh = ["apt-get", "update"]
const install = ["apt-get", "install", "-y", "--no-install-recommends"]

export const apt = {
  program: "apt-get",
  /**
   * What to install for `wanted`, and shell steps to type before it where the rights lack. With them, `asRoot`, the
   * lists are refreshed and backports are added at once.
   */
  prepare: (wanted, asRoot) => {
    if (asRoot) update(asRoot)
    const steps = asRoot ? [] : [`sudo ${refresh.join(" ")}`]
    const names = wanted.map((id) => packages[id] ?? id)
    if (!wanted.includes("go")) return { names, steps }
    let go = bestGo()
    const backports = go ? null : backportsLine()
    if (backports && asRoot) {
      addBackports(asRoot, backports)
      go = bestGo()
    } else if (backports) {
      steps.unshift(`echo '${backports}' | sudo tee ${backportsFile}`)
      go = backportedGo
    }
    return { names: names.map((name) => (name === "go" ? (go ?? "golang-go") : name)), steps }
  },
  install,
}

const update = (asRoot) => {
  const [command, ...args] = [...asRoot, ...refresh, "-qq"]
  say("refreshing the package lists")
  run("apt-get update", command, args)
}

/** The newest package of Go that is new enough, the distribution's own first; undefined when there is none. */
const bestGo = () =>
  ["golang-go", ...[26, 25, 24, 23, 22, 21].map((minor) => `golang-1.${minor}-go`)].find(
    (name) => candidateMinor(name) >= goodGo,
  )

/** Minor version of Go that apt would install for this package; -1 when it knows none. */
const candidateMinor = (name) => {
  const policy = read("apt-cache", ["policy", name], { env: { ...process.env, LC_ALL: "C" } }) ?? ""
  return Number(/Candidate: (?:\d+:)?1\.(\d+)/.exec(policy)?.[1] ?? -1)
}

/** The source line of bookworm's backports on the mirror this machine already uses; null where that does not apply. */
const backportsLine = () => {
  if (!/^VERSION_CODENAME=bookworm$/m.test(readFileSync("/etc/os-release", "utf8"))) return null
  const mirror = debianMirror()
  if (!mirror) return null
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : ""
  return `deb ${signed}${mirror} bookworm-backports main`
}

const addBackports = (asRoot, line) => {
  say(`adding Debian's backports for a current Go (${backportsFile})`)
  const [command, ...args] = [...asRoot, "sh", "-c", 'printf "%s\\n" "$1" > "$2"', "sh", line, backportsFile]
  run("adding backports", command, args)
  update(asRoot)
}

/** Address of the mirror of the release itself, from either form of source file. */
const debianMirror = () => {
  const folder = "/etc/apt/sources.list.d"
  const files = [
    "/etc/apt/sources.list",
    ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
  ]
  for (const file of files.filter((name) => /\.(list|sources)$/.test(name) && existsSync(name))) {
    const text = readFileSync(file, "utf8")
    const line = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+bookworm\s/m.exec(text)?.[1]
    const stanza = text.split(/\n\s*\n/).find((part) => /^Suites:.*\bbookworm(\s|$)/m.test(part))
    const found = line ?? /^URIs:\s*(\S+)/m.exec(stanza ?? "")?.[1]
    if (found) return found
  }
  return null
}
