import { copyFileSync } from "node:fs"
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
  plugins: [
    {
      name: "pty",
      closeBundle() {
        const pty = createRequire(import.meta.url).resolve(
          `@lydell/node-pty-${process.platform}-${process.arch}/pty.node`,
        )
        copyFileSync(pty, resolve(outDir, "pty.node"))
      },
    },
  ],
})
