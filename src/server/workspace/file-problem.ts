import { AppError } from "../../protocol/errors.ts"
import { FileError } from "../sandbox/engine.ts"

const FILE_PROBLEMS = {
  absent: "file-absent",
  exists: "file-exists",
  escapes: "path-escapes",
  "not-a-file": "file-not-regular",
  "not-a-folder": "path-invalid",
  "too-large": "file-too-large",
  full: "disk-full",
  denied: "forbidden",
  changed: "document-stale",
  "invalid-path": "path-invalid",
} as const

/** The refusal a person sees for a file operation that failed; anything else passes through. */
export function fileProblem(failure: unknown): unknown {
  return failure instanceof FileError ? new AppError(FILE_PROBLEMS[failure.code], failure.message) : failure
}
