/** What is known of models by their id. A model nobody knows is asked in the plainest way. */
export interface KnownModel {
  /** Thinks as much as it finds fit (`thinking: adaptive`) and takes an effort. */
  readonly adaptive: boolean
  /** Takes a system message in the middle of a conversation, after a user message. */
  readonly systemInside: boolean
  /** Tool inputs can be streamed as they are written. */
  readonly eagerInput: boolean
  /** Of a request and its answer together; null where the id says nothing of it. */
  readonly contextTokens: number | null
}

/** Of a model of which nothing is known or set. */
export const CONTEXT_TOKENS = 128_000

/** From the provider's model pages of November 2026. Dated and prefixed ids count as the model they name. */
export function knownModel(id: string): KnownModel {
  const fifth = /claude-(?:opus|sonnet|haiku|fable|mythos)-5/.test(id)
  return {
    adaptive: fifth || /claude-(?:opus-4-[678]|sonnet-4-6)/.test(id),
    systemInside: fifth || id.includes("claude-opus-4-8"),
    eagerInput: id.includes("claude-"),
    contextTokens: /claude-(?:opus-4-8|opus-5|sonnet-5|fable-5|mythos-5)/.test(id)
      ? 1_000_000
      : id.includes("claude-")
        ? 200_000
        : null,
  }
}
