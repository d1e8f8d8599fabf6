import ReactMarkdown, { type Components } from "react-markdown"
import remarkGfm from "remark-gfm"

/** Headings start below the question's own; links leave in a new tab; wide code scrolls and can be reached by key. */
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h4: ({ children }) => <h3>{children}</h3>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
}

/** Markdown without HTML, as questions and answers use it. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
