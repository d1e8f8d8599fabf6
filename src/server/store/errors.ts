export type StoreProblem =
  | "data-folder-in-use"
  | "data-folder-unreachable"
  | "data-folder-other-version"
  | "database-unreachable"
  | "postgres-missing"
  | "postgres-failed"

/** The store cannot be opened. `message` says what to do, in words for the person who runs the server. */
export class StoreError extends Error {
  readonly code: StoreProblem

  constructor(code: StoreProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = "StoreError"
    this.code = code
  }
}
