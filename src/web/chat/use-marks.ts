import { useEffect, type RefObject } from "react"
import { stretchesOf, wordsOf } from "./marks.ts"

const NAME = "chat-search"

/** Marks the words of a query in the conversation beside an element, also in what is scrolled to or comes later. */
export function useMarks(beside: RefObject<HTMLElement | null>, query: string): void {
  useEffect(() => {
    const log = beside.current?.parentElement?.querySelector("[role=log]")
    const words = wordsOf(query)
    if (!log || words.length === 0 || !("highlights" in CSS)) return
    let frame = 0
    const mark = () => {
      frame = 0
      CSS.highlights.set(NAME, new Highlight(...rangesIn(log, words)))
    }
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(mark)
    }
    mark()
    const observer = new MutationObserver(later)
    observer.observe(log, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      CSS.highlights.delete(NAME)
    }
  }, [beside, query])
}

function rangesIn(log: Element, words: readonly string[]): Range[] {
  const ranges: Range[] = []
  const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    for (const [from, to] of stretchesOf(node.nodeValue ?? "", words)) {
      const range = new Range()
      range.setStart(node, from)
      range.setEnd(node, to)
      ranges.push(range)
    }
  return ranges
}
