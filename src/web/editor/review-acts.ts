/** What a person asks of the review from outside the editor, by the palette or a key. */
export type ReviewAct = "next" | "previous" | "accept" | "reject" | "accept-all" | "reject-all"

const EVENT = "interviewlm:review"

/** Carries an act out in the file that is shown; false where nothing of the agent's waits there. */
export function actOnReview(act: ReviewAct): boolean {
  return !dispatchEvent(new CustomEvent(EVENT, { detail: act, cancelable: true }))
}

/** Carries out what is asked while something waits; answers what ends that. */
export function onReviewAct(carryOut: (act: ReviewAct) => void): () => void {
  const listener = (event: Event): void => {
    if (!(event instanceof CustomEvent)) return
    event.preventDefault()
    carryOut(event.detail)
  }
  addEventListener(EVENT, listener)
  return () => removeEventListener(EVENT, listener)
}
