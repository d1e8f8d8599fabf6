const swc = require("@swc/core")

// dependency-cruiser asks its parser for TypeScript without JSX whatever the file.
const { parseFileSync } = swc
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") })

/** The layers: protocol <- core <- {server, web, cli, guest}. See ARCHITECTURE.md. */
const only = (from, allowed) => ({
  name: `${from}-stays-in-its-layer`,
  severity: "error",
  from: { path: `^src/${from}/` },
  to: { path: "^src/", pathNot: `^src/(${[from, ...allowed].join("|")})/` },
})

/** Folders of pages that only the team loads. */
const TEAM = "(assessments|console|installation|interviews|live-wall|questions|team)/"

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    only("protocol", []),
    only("core", ["protocol"]),
    only("guest", ["protocol", "core"]),
    only("server", ["protocol", "core"]),
    only("web", ["protocol", "core"]),
    only("cli", ["protocol", "core", "server"]),
    {
      name: "core-and-protocol-are-pure",
      severity: "error",
      from: { path: "^src/(core|protocol)/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "candidates-carry-no-team-pages",
      comment: "Their classes are not in the candidate's stylesheet; see src/web/styles/main.css.",
      severity: "error",
      from: { path: "^src/web/", pathNot: `^src/web/(${TEAM}|account/|router\\.tsx)` },
      to: { path: `^src/web/(${TEAM}).*\\.tsx$` },
    },
    {
      name: "only-compose-names-adapters",
      comment: "Concrete engines are chosen in one place.",
      severity: "error",
      from: {
        path: "^src/server/",
        pathNot: "^src/server/(compose|main)\\.ts$|\\.test\\.ts$|^src/server/sandbox/local/",
      },
      to: { path: "^src/server/sandbox/local/local\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
}
