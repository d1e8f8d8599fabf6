import tailwind from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { resolve } from "node:path"
import { defineConfig } from "vite"

/** The pages, built into `build/web`. Nothing is inlined, so that a strict content security policy holds. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind()],
  build: {
    outDir: resolve(import.meta.dirname, "../../build/web"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
  },
  server: {
    proxy: { "/api": { target: "http://127.0.0.1:3000", ws: true }, "/join": "http://127.0.0.1:3000" },
  },
})
