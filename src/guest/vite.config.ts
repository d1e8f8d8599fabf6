import { chmodSync, copyFileSync } from "node:fs"
import { createRequire } from "node:module"
import { resolve } from "node:path"
import { defineConfig } from "vite"

const root = resolve(import.meta.dirname, "../..")
const outDir = resolve(root, "build/guest")

/** Bundles the guest into one file, beside the one native part it needs, so that the folder is all a sandbox mounts. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: "warn",
  ssr: { noExternal: true },
  build: {
    ssr: resolve(import.meta.dirname, "main.ts"),
    outDir,
    emptyOutDir: true,
    target: "node24",
    minify: true,
    rolldownOptions: { output: { format: "cjs", entryFileNames: "guest.js" } },
  },
  plugins: [{ name: "beside-the-guest", closeBundle: copyNativeParts }],
})

/**
 * The native half of node-pty, and a Node that may be run but not read: the kernel lets no other process look into
 * one started from such a file, so candidate code of the same user cannot touch the guest's memory.
 */
function copyNativeParts(): void {
  const require = createRequire(import.meta.url)
  const system = `${process.platform}-${process.arch}`
  copyFileSync(require.resolve(`@lydell/node-pty-${system}/pty.node`), resolve(outDir, "pty.node"))
  const node = resolve(outDir, "node")
  copyFileSync(resolve(require.resolve(`node-${system}/package.json`), "../bin/node"), node)
  chmodSync(node, 0o111)
}
