/** The look of a tab over a part of a page. */
export const TAB =
  "h-full border-b-2 border-transparent px-2 text-12 font-medium text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-ink aria-selected:text-ink"
