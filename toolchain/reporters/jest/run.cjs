"use strict"
/**
 * Loads Jest, waits for one request line on standard input, then runs the folder's tests in this process and tells
 * each on descriptor 3. Started as `node run.cjs JAVASCRIPT_TOOLCHAIN`; the folder is the working directory.
 *
 * Jest's configuration is ours alone: the folder's own (`jest.config.*`, `package.json`, Babel's, SWC's) is never run.
 */
const Module = require("node:module")
const { existsSync, mkdtempSync, realpathSync } = require("node:fs")
const { tmpdir } = require("node:os")
const { join, relative, resolve } = require("node:path")

const toolchain = resolve(process.argv[2], "node_modules")
process.env.NODE_PATH = toolchain
Module._initPaths()
delete process.env.NODE_PATH
process.env.NODE_ENV = "test"
process.env.FORCE_COLOR = "0"

const { readConfig } = require("jest-config")
const JestRunner = require("jest-runner").default
const Runtime = require("jest-runtime").default
const HasteMap = require("jest-haste-map").default
const { readRequest, openChannel, takeTell } = require("./channel.cjs")
const { discover } = require("./discover.cjs")
const { loadError } = require("./load-error.cjs")
const { run } = require("./state.cjs")

const tell = takeTell()
const leave = process.reallyExit.bind(process)
const scratch = mkdtempSync(join(tmpdir(), "jest-"))
const here = (name) => join(__dirname, name)

async function configure(root, setup) {
  const options = {
    rootDir: root,
    cacheDirectory: join(scratch, "cache"),
    cache: false,
    testEnvironment: here("environment.cjs"),
    testRunner: join(toolchain, "jest-circus/build/runner.js"),
    resolver: here("resolver.cjs"),
    transform: { "\\.[cm]?[jt]sx?$": here("transform.cjs") },
    transformIgnorePatterns: ["/node_modules/(?!.*\\.mjs$)"],
    moduleFileExtensions: ["js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "json", "node"],
    modulePaths: [toolchain],
    haste: { forceNodeFilesystemAPI: true },
    watchman: false,
    ...setup,
  }
  const { globalConfig, projectConfig } = await readConfig({ _: [], $0: "", ci: true }, options, true, root)
  return { globalConfig, projectConfig }
}

/** Runs the files one after another; the answer is whether Jest took each for passed. */
async function runFiles(root, files, mocks, { globalConfig, projectConfig }, onBroken) {
  const moduleMap = HasteMap.getModuleMapFromJSON({ duplicates: [], map: [], mocks: [...mocks], rootDir: root })
  const resolver = Runtime.createResolver(projectConfig, moduleMap)
  const context = { config: projectConfig, moduleMap, resolver, hasteFS: null }
  const runner = new JestRunner(globalConfig, { changedFiles: undefined, sourcesRelatedToTestsInChangedFiles: undefined })
  let passed = true
  runner.on("test-file-success", ([, result]) => {
    const error = result.testExecError ?? (result.testResults.length === 0 ? new Error("This file holds no test.") : null)
    if (error) onBroken(result.testFilePath, error)
    if (result.numFailingTests > 0 || error) passed = false
  })
  runner.on("test-file-failure", ([test, error]) => {
    passed = false
    onBroken(test.path, error)
  })
  const tests = files.map((path) => ({ path: join(root, path), context }))
  await runner.runTests(tests, { isInterrupted: () => false, on: () => {} }, { serial: true })
  return passed
}

function broken(root) {
  return (path, error) => {
    const { message, ...place } = loadError(root, path, error)
    tell({ kind: "error", filePath: relative(root, path), message: message.slice(0, 16_000), ...place })
  }
}

/** One pass over a test of our own loads and compiles what the first test of the folder would otherwise wait for. */
async function warm() {
  const folder = here("warm")
  const silent = await configure(folder, { testEnvironment: join(toolchain, "jest-environment-node") })
  await runFiles(folder, ["warm.test.ts"], new Map(), silent, () => {})
}

async function main() {
  const root = realpathSync(process.cwd())
  await warm()
  require("./environment.cjs")
  let configured = await configure(root, {})
  const { nonce, ...request } = readRequest()
  openChannel(nonce)
  try {
    const folder = resolve(root, request.root)
    if (folder !== root) {
      process.chdir(folder)
      configured = await configure(folder, {})
    }
    const found = discover(folder, request.language)
    if (request.only.length > 0) run.only = new Set(request.only)
    const only = new Set(request.only.map((id) => id.split("::")[0]))
    const files = only.size === 0 ? found.tests : found.tests.filter((path) => only.has(path) && existsSync(join(folder, path)))
    if (files.length === 0 && only.size === 0) tell({ kind: "error", message: "No tests were found." })
    for (const path of files) run.files.add(join(folder, path))
    const passed = files.length > 0 && (await runFiles(folder, files, found.mocks, configured, broken(folder)))
    tell({ kind: "finished", code: passed ? 0 : 1 })
    leave(passed ? 0 : 1)
  } catch (error) {
    tell({ kind: "error", message: `Jest stopped: ${error?.stack ?? error}` })
    leave(3)
  }
}

main()
