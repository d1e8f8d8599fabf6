/** Mail going out. Where none is set up, every link it would carry can be copied from a page. */
export interface Mail {
  to: { name: string | null; address: string }
  subject: string
  /** Plain text; lines are wrapped by the reader. */
  text: string
  attachments?: readonly { name: string; type: string; content: string }[]
}

export interface Mailer {
  /** Whether mail can be sent at all. */
  readonly ready: boolean
  /** Resolves when a server has taken it. Rejects with words for whoever set the server up. */
  send(mail: Mail): Promise<void>
}
