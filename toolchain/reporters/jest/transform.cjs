"use strict"
/** SWC with fixed options: what the folder says in `.swcrc`, Babel's files or `tsconfig.json` has no part in it. */
const { createHash } = require("node:crypto")
const { transformSync } = require("@swc/core")

const TYPESCRIPT = /\.[cm]?tsx?$/
const MARKUP = /\.[jt]sx$|\.js$/

function options(filename) {
  const typescript = TYPESCRIPT.test(filename)
  return {
    filename,
    configFile: false,
    swcrc: false,
    isModule: /\.cjs$/.test(filename) ? "commonjs" : "unknown",
    sourceMaps: true,
    module: { type: "commonjs", ignoreDynamic: false },
    jsc: {
      target: "es2022",
      keepClassNames: true,
      parser: typescript
        ? { syntax: "typescript", tsx: /x$/.test(filename), decorators: true }
        : { syntax: "ecmascript", jsx: MARKUP.test(filename), decorators: true },
      transform: { hidden: { jest: true }, react: { runtime: "automatic" }, legacyDecorator: typescript, decoratorMetadata: typescript },
    },
  }
}

module.exports = {
  process(source, filename) {
    const { code, map } = transformSync(source, options(filename))
    return { code, map }
  },
  getCacheKey: (source, filename) => createHash("sha1").update(filename).update("\0").update(source).digest("hex"),
}
