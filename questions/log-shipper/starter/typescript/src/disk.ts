/**
 * Files that grow. A log is written to one file until it is rotated; then it goes on in a new one.
 *
 * Files have numbers, which are never used again. A file never gets shorter, but may be removed when
 * it is old.
 */
export class Disk {
  readonly #atMost: number;
  readonly #files = new Map<number, Buffer>();
  readonly #logs = new Map<string, number[]>();
  #last = 0;

  constructor(atMost = 4096) {
    this.#atMost = atMost;
  }

  write(log: string, data: string | Uint8Array): void {
    if (!this.#logs.has(log)) this.rotate(log);
    const file = this.files(log).at(-1) ?? 0;
    const before = this.#files.get(file) ?? Buffer.alloc(0);
    this.#files.set(file, Buffer.concat([before, Buffer.from(data)]));
  }

  /** Finishes the file of a log and begins a new one. */
  rotate(log: string): void {
    this.#last += 1;
    this.#files.set(this.#last, Buffer.alloc(0));
    this.#logs.set(log, [...this.files(log), this.#last]);
  }

  removeOldest(log: string): void {
    const [oldest, ...others] = this.files(log);
    this.#files.delete(oldest);
    this.#logs.set(log, others);
  }

  /** The files of a log, the oldest first. The last one is being written, the others are finished. */
  files(log: string): number[] {
    return [...(this.#logs.get(log) ?? [])];
  }

  /** Bytes of a file from an offset on, but only so many at a time; none at its end. */
  read(file: number, offset: number): Buffer {
    const bytes = this.#files.get(file);
    if (!bytes) throw new Error(`there is no file ${file}`);
    return bytes.subarray(offset, offset + this.#atMost);
  }
}
