import type { Clock } from "../clock.ts"
import type { Config } from "../config.ts"
import type { Installation } from "../installation.ts"
import type { SandboxEngine } from "../sandbox/engine.ts"
import type { Scope } from "../scope.ts"
import type { Secrets } from "../secrets.ts"
import type { Settings } from "../settings/settings.ts"
import type { Store } from "../store/store.ts"

/** What every part of the server stands on; what is opened on it, its scope closes. */
export interface Ground {
  readonly config: Config
  readonly installation: Installation
  readonly store: Store
  readonly engine: SandboxEngine
  readonly secrets: Secrets
  readonly settings: Settings
  readonly clock: Clock
  readonly scope: Scope
  /** Where people reach this server, once it listens. */
  origin(): string
  onProblem(problem: unknown): void
}
