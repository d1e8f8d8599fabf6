/**
 * Every limit of the product, in one place. The server enforces them; SPEC names them; the pages quote them.
 * Sizes are bytes, times milliseconds unless the name says otherwise.
 */
export const LIMITS = {
  /** One command or test run. */
  run: {
    wallMs: 30_000,
    memoryBytes: 512 << 20,
    outputBytes: 1 << 20,
    processes: 100,
    shownOutput: 16 << 10,
    /** In an interview; a folder tried from the command line may have more. */
    tests: 5_000,
    /** Characters of the ids, names and paths of a run's tests together. */
    testNames: 4 << 20,
    /** Characters of one text of a test's result that a session keeps in its state and sends, and of all of a run. */
    keptText: 8 << 10,
    keptTexts: 2 << 20,
  },
  /** A sandbox as a whole. */
  sandbox: {
    diskBytes: 1 << 30,
    files: 200_000,
    tmpBytes: 64 << 20,
    sharedMemoryBytes: 64 << 20,
    terminals: 8,
  },
  /** Minutes an assessor may add at once. */
  session: { extendMinutes: 480 },
  /** Documents: a larger, binary or invalid file is shown read-only and never becomes a document. */
  document: { bytes: 1 << 20, historyUpdates: 2_000, updatesPerPush: 200 },
  /** Disk writes after a document change: quiet time, and the longest a change may wait. */
  save: { quietMs: 2_000, longestMs: 10_000, snapshotEveryMs: 30_000 },
  workspace: {
    files: 50_000,
    /** Text files of a question that are documents, in number and in characters together. */
    documents: 5_000,
    documentCharacters: 64 << 20,
    pathBytes: 1_024,
    nameBytes: 255,
    uploadBytes: 10 << 20,
    listPage: 1_000,
  },
  /** Recorded terminal output per terminal and burst; the middle of a longer flood is kept as length and digest. */
  terminal: {
    inputBytes: 64 << 10,
    scrollbackLines: 5_000,
    unackedBytes: 400_000,
    resumeBytes: 5_000,
    floodBytes: 256 << 10,
  },
  /** A team's questions; what one import may bring, unpacked, and one export may hold. */
  library: {
    questions: 2_000,
    importBytes: 64 << 20,
    importFiles: 20_000,
    importQuestions: 200,
    manifestBytes: 64 << 10,
    /** What one import may take to be read. */
    importMs: 10_000,
    exportBytes: 64 << 20,
  },
  /** One question folder, all languages and tests together. */
  question: { files: 1_000, fileBytes: 1 << 20, bytes: 8 << 20 },
  socket: {
    messageBytes: 1 << 20,
    bufferedBytes: 8 << 20,
    clientsPerSession: 20,
    /** Whether somebody may still be there is asked again this often. */
    askMs: 15_000,
    messagesPerSecond: 200,
    /** What comes in, and how much may come in a burst. */
    bytesPerSecond: 1 << 20,
    bytesAtOnce: 16 << 20,
  },
  http: {
    bodyBytes: 12 << 20,
    eventsPerBatch: 100,
    /** What one link may ask for: so much a second, and so much at once after a time of quiet. */
    pace: {
      requests: { perSecond: 20, atOnce: 400 },
      observations: { perSecond: 50, atOnce: 1_000 },
      runs: { perSecond: 0.5, atOnce: 10 },
      writtenBytes: { perSecond: 1 << 20, atOnce: 128 << 20 },
    },
    /** Links that do not exist, tried from one address. */
    guesses: { perSecond: 0.1, atOnce: 20 },
    /** Requests that one which reads everything counts as. */
    wholeReads: 20,
    streamsPerTerminal: 20,
    /** Conversations streamed of one interview; each is asked again this often whether it may go on. */
    chatStreams: 20,
    chatStreamAskMs: 15_000,
    /** Events that may wait for a slow reader, who then has to ask again from where they were. */
    chatStreamWaiting: 10_000,
  },
  chat: {
    messageCharacters: 32_768,
    attachments: 8,
    attachedCharacters: 32_768,
    /** Messages that wait for the agent. */
    waiting: 8,
    /** Entries a window begins with, and gets more of at a time. */
    entriesSent: 200,
    /** Characters of those entries together, as JSON; a page holds one entry at least. */
    charactersSent: 1 << 20,
    /** Characters of what a tool answered, or of what went along with a message, that a page is sent. */
    textSent: 4_000,
    /** Askings of the model in one turn. */
    stepsPerTurn: 40,
    /** Asked again after a failure, and the longest wait a provider may ask for. */
    attempts: 5,
    longestWaitMs: 60_000,
    /** The model says nothing for so long: it is taken for cut off. */
    silentMs: 120_000,
  },
  /** What assessors say, ask, show, note and rate. */
  acts: {
    textCharacters: 2_000,
    answerCharacters: 8_000,
    noteCharacters: 4_000,
    wordsCharacters: 500,
    /** In one interview. */
    said: 200,
    asked: 100,
    notes: 1_000,
    /** At once. */
    pointed: 16,
    access: 16,
  },
  /** What the agent's tools answer and how long they may take. */
  tools: {
    resultCharacters: 30_000,
    readLines: 2_000,
    matches: 250,
    /** A command that names no time of its own, and the most it can name. */
    wallMs: 30_000,
    longestWallMs: 120_000,
    /** What a command may print before it is stopped; its middle is left out long before. */
    outputBytes: 16 << 20,
    /** Of what it prints, as much is shown while it runs. */
    liveCharacters: 16 << 10,
    lineCharacters: 2_000,
  },
  webhooks: {
    /** Of one team. */
    most: 20,
    /** How often the journal is looked at for what is to be told. */
    lookMs: 2_000,
  },
  accounts: {
    /** Somebody who was not seen for so long signs in anew. */
    signInDays: 30,
    /** A link to sign in or to choose a new password. */
    linkMinutes: 30,
    invitationDays: 14,
    memberCount: 1_000,
    keys: 50,
    /** What one address may ask of signing in. */
    requestsPerMinute: 100,
    /** Passwords tried from one address, which a whole office may share. */
    signInsPerMinute: 30,
  },
  /** What a team sets up, and whom it invites. */
  assessments: {
    questions: 20,
    minutes: 1_440,
    retentionDays: 3_650,
    /** In one team, archived ones too. */
    count: 500,
    extraMinutes: 480,
    extraPercent: 300,
    invitationDays: 365,
    invitationsAtOnce: 1_000,
    csvCharacters: 400_000,
    /** Of a list, in one answer. */
    page: 500,
    /** In one table that is downloaded. */
    exported: 20_000,
  },
  /** What an interview's record may grow to by what the candidate and their programs do. */
  record: { bytes: 512 << 20 },
} as const
