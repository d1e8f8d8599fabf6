/** What is set, as it is kept: sealed, a topic a row. */
export interface SettingsStore {
  all(): Promise<ReadonlyMap<string, string>>
  set(topic: string, value: string, now: number): Promise<void>
}
