/** Debian and Ubuntu. The only special case is Go: bookworm's own is too old, so its backports are used. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { read, run, say } from "./process.mjs"

const goodGo = 21
const packages = { pytest: "python3-pytest" }
const refresh = ["apt-get", "update"]
const install = ["apt-get", "install", "-y", "--no-install-recommends"]

export const apt = {
  program: "apt-get",
  packages,
  refresh,
  install,
  /** Names of the packages for `wanted`; with root rights the lists are refreshed and backports added first. */
  prepare: (wanted, asRoot) => {
    if (asRoot) update(asRoot)
    return wanted.map((id) => (id === "go" ? goPackage(asRoot) : (packages[id] ?? id)))
  },
}

const update = (asRoot) => {
  const [command, ...args] = [...asRoot, ...refresh, "-qq"]
  say("refreshing the package lists")
  run("apt-get update", command, args)
}

const goPackage = (asRoot) => {
  const choose = () =>
    candidateMinor("golang-go") >= goodGo
      ? "golang-go"
      : [26, 25, 24, 23, 22, 21]
          .map((minor) => `golang-1.${minor}-go`)
          .find((name) => candidateMinor(name) >= goodGo)
  const found = choose()
  if (found) return found
  if (asRoot && addBackports(asRoot)) update(asRoot)
  return choose() ?? "golang-go"
}

/** Minor version of Go that apt would install for this package; -1 when it knows none. */
const candidateMinor = (name) => {
  const policy = read("apt-cache", ["policy", name], { env: { ...process.env, LC_ALL: "C" } }) ?? ""
  return Number(/Candidate: (?:\d+:)?1\.(\d+)/.exec(policy)?.[1] ?? -1)
}

/** Adds bookworm's backports from the mirror this machine already uses; false where that does not apply. */
const addBackports = (asRoot) => {
  if (!/^VERSION_CODENAME=bookworm$/m.test(readFileSync("/etc/os-release", "utf8"))) return false
  const mirror = debianMirror()
  if (!mirror) return false
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : ""
  const line = `deb ${signed}${mirror} bookworm-backports main`
  const file = "/etc/apt/sources.list.d/interviewlm-backports.list"
  say(`adding Debian's backports for a current Go (${file})`)
  const [command, ...args] = [...asRoot, "sh", "-c", 'printf "%s\\n" "$1" > "$2"', "sh", line, file]
  run("adding backports", command, args)
  return true
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
