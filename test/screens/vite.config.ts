import tailwind from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { resolve } from "node:path"
import { defineConfig } from "vite"

const root = resolve(import.meta.dirname, "../..")

/** The pages' real components on made-up interviews; built only to be looked at. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: resolve(root, "src/web/public"),
  plugins: [react(), tailwind()],
  logLevel: "warn",
  build: {
    outDir: resolve(root, "build/screens/app"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
  },
})
