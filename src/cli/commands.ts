import type { Usage } from "./usage.ts"

export interface Command {
  usage: Usage
  /** Runs with the arguments after the command's name and resolves with the exit status. */
  run: (args: readonly string[]) => Promise<number>
}

/** Every command, each loaded only when it is run. */
export const commands: Readonly<Record<string, Command>> = {
  start: {
    usage: {
      line: "start [--demo] [--port N] [--data DIR]",
      summary: "Run the server",
      details: [
        "  --demo      create a demo interview and print its links",
        "  --port N    listen on this port (PORT, default 3000; 0 takes any free one)",
        "  --data DIR  keep everything in this folder (INTERVIEWLM_DATA, default ./data)",
        "",
        "Also read from the environment: HOST (default 127.0.0.1), DATABASE_URL (a PostgreSQL of your own",
        "instead of the built-in one), PUBLIC_URL (how people reach this server), LOG_LEVEL (warn or silent).",
        "The coding agent's model: ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL, or OPENAI_BASE_URL and OPENAI_API_KEY",
        "(Ollama, vLLM, OpenRouter); INTERVIEWLM_MODEL (default claude-sonnet-5-5), INTERVIEWLM_MODEL_TOKENS (the",
        "longest answer, default 16384), INTERVIEWLM_MODEL_CONTEXT (tokens of a request and its answer together,",
        "where they are not known by the id). With none of them the built-in coach answers.",
      ],
    },
    run: async (args) => (await import("./start.ts")).start(args),
  },
  doctor: {
    usage: {
      line: "doctor [--json] [--data DIR] [--end-sandboxes]",
      summary: "Say what is missing or weak on this machine, and how to mend it",
      details: [
        "  --json           print what was found as JSON",
        "  --data DIR       the server's data folder (INTERVIEWLM_DATA, default ./data)",
        "  --end-sandboxes  only end the sandboxes that a stopped server left for its restart",
        "",
        "Exits with 0 when interviews can run here, with 1 when something needed is missing.",
      ],
    },
    run: async (args) => (await import("./doctor.ts")).doctor(args),
  },
  test: {
    usage: {
      line: "test DIR --language python|javascript|typescript|go [--json]",
      summary: "Run a folder's own tests the way an interview does",
      details: [
        "  --json  print a CTRF report on standard output",
        "",
        "Exits with 0 when all tests passed, 1 when some failed or did not finish, 2 when they could not be run.",
      ],
    },
    run: async (args) => {
      const [{ testFolder }, { withLocalEngine }] = await Promise.all([
        import("./test.ts"),
        import("./local-engine.ts"),
      ])
      const { stdout, stderr } = process
      return withLocalEngine((engine) => testFolder(args, { stdout, stderr, engine }))
    },
  },
  questions: {
    usage: {
      line: "questions check|import|export ...",
      summary: "Check, bring in or pack questions",
      details: [
        "  questions check [DIR...] [--language L]... [--json]    prove that each question holds what it claims",
        "  questions import SOURCE --out DIR --language L         bring in exercises of other formats",
        "  questions export DIR [--out FILE]                      pack one question",
        "",
        "Exits with 0 when all is sound, 1 when a claim does not hold, 2 when it could not be done.",
      ],
    },
    run: async (args) => {
      const [{ questionsCommand }, { withLocalEngine }, { findInstallation }] = await Promise.all([
        import("./questions.ts"),
        import("./local-engine.ts"),
        import("../server/installation.ts"),
      ])
      const { questions: builtIn } = await findInstallation()
      return withLocalEngine((engine) =>
        questionsCommand(args, lines, { builtIn, engine: async () => engine }),
      )
    },
  },
  verify: {
    usage: {
      line: "verify BUNDLE [--key VKEY] [--witness FILE] [--json]",
      summary: "Check the record of an interview, offline",
      details: [
        "  --key VKEY      the public key the company published",
        "  --witness FILE  checkpoints that a browser kept",
        "  --json          print the verdict as JSON",
        "",
        "Exits with 0 when the record is sound, 1 when it was tampered with, 2 when it cannot be read.",
      ],
    },
    run: async (args) => (await import("./verify.ts")).verifyCommand(args, lines),
  },
  export: {
    usage: {
      line: "export SESSION [--out FILE] [--data DIR]",
      summary: "Write the signed record of an interview to a bundle",
      details: [
        "  SESSION     the interview's id, as in the address of its page: /interview/SESSION",
        "  --out FILE  where to write it (default interview-SESSION.zip); no file is overwritten",
        "  --data DIR  the server's data folder (INTERVIEWLM_DATA, default ./data); the server may be running",
        "",
        "With DATABASE_URL set, the interview is read from there.",
        "Exits with 0 when it is written, 1 when there is no such interview, 2 when it cannot be written there.",
      ],
    },
    run: async (args) => {
      const [{ exportCommand }, { openArchive }] = await Promise.all([
        import("./export.ts"),
        import("./archive.ts"),
      ])
      return exportCommand(args, lines, openArchive)
    },
  },
  accounts: {
    usage: {
      line: "accounts link EMAIL [--url ADDRESS] [--data DIR]",
      summary: "Print a link by which somebody chooses a new password",
      details: [
        "  EMAIL          the address the person signs in with",
        "  --url ADDRESS  how people reach the server (PUBLIC_URL, default http://127.0.0.1:3000)",
        "  --data DIR     the server's data folder (INTERVIEWLM_DATA, default ./data); the server may be running",
        "",
        "For whoever forgot their password where no mail is sent and nobody else can make a link. It is good once,",
        "for minutes, and a second factor is asked for as ever. With DATABASE_URL set, people are looked up there.",
        "Exits with 0 when it is printed, 1 when nobody has that address.",
      ],
    },
    run: async (args) => {
      const [{ accountsCommand }, { openAccountDesk }] = await Promise.all([
        import("./accounts.ts"),
        import("./account-desk.ts"),
      ])
      return accountsCommand(args, lines, openAccountDesk)
    },
  },
}

const lines = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) }
