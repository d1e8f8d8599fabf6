/** First import of a page: the content security policy allows no code made from text, which zod would otherwise try. */
import { config } from "zod"

config({ jitless: true })
