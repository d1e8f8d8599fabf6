/** The source cannot be made into questions; `message` says why and what to do. */
export class ImportRefused extends Error {}
