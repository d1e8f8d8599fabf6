/** The product's mark: three cursors at work. */
export function Mark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden className="shrink-0">
      <rect width="16" height="16" rx="4" className="fill-ink" />
      <path
        d="M4.5 4v8M7.5 6.5v3M10.5 5v6"
        className="stroke-surface"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  )
}
