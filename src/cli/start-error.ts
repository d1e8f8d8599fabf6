/** The server cannot start here; `message` says what to do, in words for the person who starts it. */
export class StartError extends Error {}
