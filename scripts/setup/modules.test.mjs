import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { inLine } from "./modules.mjs"

const folderWith = (wanted, installed) => {
  const folder = mkdtempSync(join(tmpdir(), "interviewlm-test-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }))
  for (const path of Object.keys(installed)) mkdirSync(join(folder, path), { recursive: true })
  mkdirSync(join(folder, "node_modules"), { recursive: true })
  writeFileSync(join(folder, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }))
  return folder
}

const one = { "node_modules/a": { version: "1.0.0" } }

test("[SETUP1] packages that are as the lock file says are left alone", () => {
  expect(inLine(folderWith(one, { ...one, "node_modules/extra": { version: "2.0.0" } }))).toBe(true)
})

test("[SETUP1] an optional package of another platform may be absent", () => {
  const foreign = { "node_modules/b": { version: "1.0.0", optional: true } }
  expect(inLine(folderWith({ ...one, ...foreign }, one))).toBe(true)
})

test.each([
  ["of another version", { "node_modules/a": { version: "1.0.1" } }],
  ["absent", {}],
])("[SETUP1] a package that is %s means they are installed again", (_, installed) => {
  expect(inLine(folderWith(one, installed))).toBe(false)
})

test("[SETUP1] so does one whose folder was removed, or no installation at all", () => {
  const folder = folderWith(one, one)
  rmSync(join(folder, "node_modules/a"), { recursive: true })
  expect(inLine(folder)).toBe(false)
  rmSync(join(folder, "node_modules"), { recursive: true })
  expect(inLine(folder)).toBe(false)
})
