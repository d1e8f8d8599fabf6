/** One seat changed hands; `null` stands for nobody. */
export interface Change {
  seat: string;
  before: string | null;
  after: string | null;
}
