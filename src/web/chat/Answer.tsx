import { memo, useMemo } from "react"
import ReactMarkdown, { type Components } from "react-markdown"
import remarkGfm from "remark-gfm"
import { markdownBlocks } from "./markdown-blocks.ts"
import { CodeBlock } from "./CodeBlock.tsx"

const REL = "noopener noreferrer"

/** No picture is fetched from where a model says: its address is shown as a link. Headings stand below the pane's own. */
const components: Components = {
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel={REL}>
      {children}
    </a>
  ),
  img: ({ alt, src }) => (
    <a href={typeof src === "string" ? src : undefined} target="_blank" rel={REL}>
      {alt === undefined || alt === "" ? "Picture" : alt}
    </a>
  ),
  input: ({ checked }) => <span>{checked ? "☑" : "☐"}</span>,
  pre: ({ node }) => {
    const code = node?.children.find((child) => child.type === "element" && child.tagName === "code")
    if (code?.type !== "element") return null
    const names = code.properties["className"]
    const language = Array.isArray(names)
      ? names.map(String).find((name) => name.startsWith("language-"))
      : undefined
    const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("")
    return <CodeBlock code={text.replace(/\n$/, "")} language={language?.slice("language-".length) ?? ""} />
  },
}

/** An answer in Markdown without HTML. While more of it comes only its last piece is read again. */
export function Answer({ text }: { text: string }) {
  const blocks = useMemo(() => markdownBlocks(text), [text])
  return (
    <div className="prose prose-chat">
      {blocks.map((block, index) => (
        <Piece key={index} text={block} />
      ))}
    </div>
  )
}

const Piece = memo(function Piece({ text }: { text: string }) {
  return (
    <div>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
})
