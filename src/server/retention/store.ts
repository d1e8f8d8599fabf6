/** What retention asks of the database. */
export interface RetentionStore {
  /**
   * Interviews of teams that ended so long ago that they are to go, or were made so long ago and never started; `days`
   * is the installation's, null for none.
   */
  due(now: number, days: number | null): Promise<{ session: string; organization: string }[]>
  /** Whether it may be erased by hand: it has ended, or never begun. Null for what the team does not have. */
  atRest(organization: string, session: string): Promise<boolean | null>
  /**
   * Erases the record, the links, the uploads that nothing else names, and with the last interview of an invitation who
   * was invited. An upload of the last hour goes with `deleteReleased` later.
   */
  erase(session: string): Promise<void>
  /** Empties who was invited by links that ended so long ago and led to no interview that is still there. */
  forgetUninvited(now: number, days: number | null): Promise<void>
  /** Deletes uploads of erased interviews that nothing names, once they are an hour old. */
  deleteReleased(): Promise<void>
}
