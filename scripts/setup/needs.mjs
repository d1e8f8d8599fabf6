/** What the product needs of the machine and whether it is there, in a form every user of the machine can run. */
import { accessSync, constants } from "node:fs"
import { join } from "node:path"
import { read } from "./process.mjs"

/**
 * Only folders that a sandbox shows inside: a Python of somebody's home would work for the server and be
 * missing for the candidate.
 */
const folders = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/go/bin"]

/** Path of an executable, or null. */
export const find = (name, places = folders) =>
  places
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    }) ?? null

const hasPytest = () => {
  const look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('pytest') is None)"
  return ["/usr/local/bin", "/usr/bin"].some((folder) => {
    const python = find("python3", [folder])
    return python !== null && read(python, ["-I", "-c", look]) !== null
  })
}

const goPlaces = [
  "/usr/local/go/bin",
  ...[26, 25, 24, 23].map((minor) => `/usr/lib/go-1.${minor}/bin`),
  "/usr/local/bin",
  "/usr/bin",
]

/** The newest Go there is, or null. */
export const findGo = () => find("go", goPlaces)

/**
 * @typedef {{ id: string, why: string, optional?: boolean, onlyForTests?: boolean, isThere: () => boolean }} Need
 * @type {Need[]}
 */
export const needs = [
  { id: "bubblewrap", why: "isolates candidates' code", isThere: () => find("bwrap") !== null },
  { id: "python3", why: "Python questions", isThere: () => find("python3") !== null },
  { id: "pytest", why: "Python tests", isThere: hasPytest },
  { id: "go", why: "Go questions", isThere: () => findGo() !== null },
  { id: "git", why: "in the candidate's shell", optional: true, isThere: () => find("git") !== null },
  { id: "ripgrep", why: "search in the workspace", optional: true, isThere: () => find("rg") !== null },
  {
    id: "chromium",
    why: "browser tests",
    onlyForTests: true,
    isThere: () =>
      ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].some(
        (name) => find(name) !== null,
      ),
  },
]
