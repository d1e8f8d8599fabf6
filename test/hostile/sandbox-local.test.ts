import { makeLocalEngine } from "../support/sandbox.ts"
import { sandboxWalls } from "./sandbox.ts"

sandboxWalls("local", () => makeLocalEngine())
