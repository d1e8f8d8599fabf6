/** The endpoint can't be reached, or does not answer in time. */
export class NoAnswer extends Error {
  constructor() {
    super("no answer");
    this.name = "NoAnswer";
  }
}

/**
 * Posts a body to a URL and returns the status; throws `NoAnswer` when there is none.
 *
 * @typedef {(url: string, headers: Record<string, string>, body: string) => number} Post
 */
