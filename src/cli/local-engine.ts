import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findInstallation } from "../server/installation.ts"
import type { SandboxEngine } from "../server/sandbox/engine.ts"
import { removeFolder } from "../server/sandbox/local/folder.ts"
import { createLocalEngine } from "../server/sandbox/local/local.ts"

/** Lends `work` the local engine with every language, on a folder that is removed afterwards. */
export async function withLocalEngine<Result>(
  work: (engine: SandboxEngine) => Promise<Result>,
): Promise<Result> {
  const { sandbox } = await findInstallation()
  const root = await mkdtemp(join(tmpdir(), "interviewlm-"))
  try {
    return await work(await createLocalEngine({ root, ...sandbox }))
  } finally {
    await removeFolder(root)
  }
}
