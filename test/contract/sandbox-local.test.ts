import { makeLocalEngine } from "../support/sandbox.ts"
import { sandboxContract } from "./sandbox.ts"

sandboxContract("local", makeLocalEngine)
