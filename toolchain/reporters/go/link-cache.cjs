"use strict"
/**
 * A writable Go build cache whose entries are links to the prepared ones, so that nobody waits for the standard library.
 * `node link-cache.cjs PREPARED CACHE` makes one for a shell, to be used with CGO_ENABLED=0.
 */
const { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } = require("node:fs")
const { join } = require("node:path")

/** Takes some 20 ms; entries that are there already are left. */
function linkCache(prepared, cache) {
  for (const folder of readdirSync(join(prepared, "cache"))) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    mkdirSync(join(cache, folder), { recursive: true })
    for (const name of readdirSync(join(prepared, "cache", folder))) {
      const link = join(cache, folder, name)
      if (!existsSync(link)) symlinkSync(join(prepared, "cache", folder, name), link)
    }
  }
  copyFileSync(join(prepared, "cache/trim.txt"), join(cache, "trim.txt"))
}

module.exports = { linkCache }

if (require.main === module) linkCache(process.argv[2], process.argv[3])
