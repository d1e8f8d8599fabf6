/** A team's questions, as its pages and programs are told of them and change them. */
import { z } from "zod"
import { Language } from "./ctrf.ts"
import { LIMITS } from "./limits.ts"
import { QuestionManifest } from "./question.ts"

export const QuestionKind = QuestionManifest.shape.kind
export type QuestionKind = z.infer<typeof QuestionKind>
export const QuestionLevel = QuestionManifest.shape.level
export type QuestionLevel = z.infer<typeof QuestionLevel>

/** Where it is from: `built-in` ones come with the installation and are only read; a copy of one is `authored`. */
export const QuestionOrigin = z.enum(["built-in", "authored", "imported"])
export type QuestionOrigin = z.infer<typeof QuestionOrigin>

/** `draft`: never published; `changed`: published, and its draft differs from that version. */
export const QuestionStatus = z.enum(["draft", "published", "changed", "archived"])
export type QuestionStatus = z.infer<typeof QuestionStatus>

/** What a manifest says that one looks for. A draft's may not parse: what can be told of it is told. */
export const QuestionSummary = z.object({
  title: z.string(),
  kind: QuestionKind.nullable(),
  level: QuestionLevel.nullable(),
  minutes: z.number().nullable(),
  languages: z.array(Language),
  tags: z.array(z.string()),
})
export type QuestionSummary = z.infer<typeof QuestionSummary>

/** Who did something, and when (milliseconds). */
export const Stamp = z.object({ at: z.number(), by: z.string() })
export type Stamp = z.infer<typeof Stamp>

export const ListedQuestion = QuestionSummary.extend({
  id: z.string(),
  /** Its folder's name, the manifest's `id`. */
  slug: z.string(),
  origin: QuestionOrigin,
  status: QuestionStatus,
  /** The number of the latest published version; null for none. */
  version: z.number().int().nullable(),
  /** Null for a built-in one. */
  updated: Stamp.nullable(),
})
export type ListedQuestion = z.infer<typeof ListedQuestion>

export const QuestionFilter = z.object({
  /** Words that title, tags or folder name hold, all of them. */
  text: z.string().max(200).optional(),
  kind: QuestionKind.optional(),
  level: QuestionLevel.optional(),
  language: Language.optional(),
  tag: z.string().max(40).optional(),
  origin: QuestionOrigin.optional(),
  /** Left out, all but the archived ones. */
  status: QuestionStatus.optional(),
})
export type QuestionFilter = z.infer<typeof QuestionFilter>

/** A file of a draft; `digest` (SHA-256, hex) is what a save is based on. */
export const DraftFile = z.object({
  path: z.string(),
  digest: z.string(),
  size: z.number().int(),
  updated: Stamp,
})
export type DraftFile = z.infer<typeof DraftFile>

export const Fault = z.object({ path: z.string(), problem: z.string(), mend: z.string() })

/** One claim about a question, put to the test. */
export const CheckStep = z.object({
  question: z.string(),
  language: Language,
  claim: z.enum(["solution", "starter", "wrong", "growth"]),
  /** Of a wrong solution. */
  name: z.string().optional(),
  ok: z.boolean(),
  /** One line for the author: figures, and when not ok, what to do. */
  detail: z.string(),
  /** What the tests that speak against the claim said. */
  output: z.string().optional(),
})
export type CheckStep = z.infer<typeof CheckStep>

/** A check of a draft as it was when the check was asked for. */
export const Check = z.object({
  id: z.string(),
  /** Of the draft it is about; one that was edited since is another. */
  digest: z.string(),
  /** `failed`: it could not be tried; `problem` says why. */
  state: z.enum(["queued", "running", "passed", "faulty", "cancelled", "failed"]),
  asked: Stamp,
  /** When something was last heard of it. */
  at: z.number(),
  /** Checks of the team that come first. */
  before: z.number().int(),
  /** Claims to be tried. */
  claims: z.number().int(),
  /** What is wrong with the folder; nothing is run while there is something. */
  faults: z.array(Fault),
  steps: z.array(CheckStep),
  problem: z.string().optional(),
})
export type Check = z.infer<typeof Check>

export const QuestionChanges = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
})
export type QuestionChanges = z.infer<typeof QuestionChanges>

export const QuestionVersion = z.object({
  number: z.number().int(),
  /** Names the sealed version in interviews' records. */
  digest: z.string(),
  published: Stamp,
  note: z.string(),
  /** From the version before. */
  changes: QuestionChanges,
  claims: z.number().int(),
})
export type QuestionVersion = z.infer<typeof QuestionVersion>

/** A question opened. Viewers are told of no hidden tests and no solutions, right or wrong. */
export const QuestionDetail = ListedQuestion.extend({
  /** The draft's. */
  digest: z.string(),
  files: z.array(DraftFile),
  /** The manifest's text, empty where it is missing. */
  manifest: z.string(),
  /** What is wrong with the folder as it is. */
  faults: z.array(Fault),
  check: Check.nullable(),
  /** Newest first. */
  versions: z.array(QuestionVersion),
  /** What the draft differs in from the latest version. */
  changes: QuestionChanges,
})
export type QuestionDetail = z.infer<typeof QuestionDetail>

const Path = z.string().min(1).max(LIMITS.workspace.pathBytes)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

export const NewQuestion = z.discriminatedUnion("from", [
  z.object({
    from: z.literal("template"),
    title: QuestionManifest.shape.title,
    kind: QuestionKind,
    level: QuestionLevel,
    languages: z.array(Language).min(1).max(Language.options.length),
  }),
  z.object({ from: z.literal("copy"), question: z.string().max(128) }),
])
export type NewQuestion = z.infer<typeof NewQuestion>

/** `base` is the digest of the file the change began with; null for a new one. */
export const SaveFile = z.object({
  path: Path,
  content: z.string(),
  encoding: z.enum(["utf8", "base64"]).default("utf8"),
  base: Digest.nullable(),
})
export type SaveFile = z.infer<typeof SaveFile>
/** A file or a folder with all in it. */
export const RenameFile = z.object({ from: Path, to: Path })
export const FileQuery = z.object({ path: Path })

export const DraftFileContent = DraftFile.omit({ updated: true }).extend({
  content: z.string(),
  encoding: z.enum(["utf8", "base64"]),
})
export type DraftFileContent = z.infer<typeof DraftFileContent>

export const PublishQuestion = z.object({ digest: Digest, note: z.string().trim().max(500).default("") })

/** What an import took and what it could not, each by its name in the source. */
export const ImportReport = z.object({
  taken: z.array(
    z.object({ id: z.string(), title: z.string(), source: z.string(), open: z.array(z.string()) }),
  ),
  refused: z.array(z.object({ source: z.string(), why: z.string() })),
})
export type ImportReport = z.infer<typeof ImportReport>

/** A question as a candidate sees it. */
export const QuestionPreview = z.object({
  title: z.string(),
  statement: z.string(),
  minutes: z.number(),
  language: Language,
  languages: z.array(Language),
  entry: z.string(),
  /** The workspace they start in. */
  files: z.array(z.object({ path: z.string(), test: z.boolean(), text: z.string().nullable() })),
})
export type QuestionPreview = z.infer<typeof QuestionPreview>
