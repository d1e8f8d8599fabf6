import { AppError } from "../../protocol/errors.ts"

/** A refusal that says when to come again. */
export class TooFast extends AppError {
  readonly retryAfterSeconds: number
  constructor(waitMs: number) {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000))
    super("too-fast", `Wait ${seconds} s before you ask again.`)
    this.retryAfterSeconds = seconds
  }
}
