/** What the coach is asked for, told by words of a few languages. Pure, and the same for the same words. */

/**
 * `itself`: what it is or can do. `greeting`: that and nothing more. `code`: that it write some. `explain`: what lines
 * mean. `look`: what the tests say. `help`: the way on. `else`: nothing that it is here for.
 */
export type Wish = "itself" | "greeting" | "code" | "explain" | "look" | "help" | "else"

/** Words as a whole, in any script that sets them apart; case does not matter. */
const word = (...words: string[]): RegExp => new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "iu")
const GREETED =
  /^[^\p{L}]*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?(?: you)?|hallo|guten (?:tag|morgen)|danke|hola|gracias|bonjour|salut|merci|ciao|grazie|olá|obrigad[oa])(?!\p{L})(?: (?:there|coach|again|so much|very much|a lot))*[^\p{L}]*/iu

const ITSELF =
  /\b(?:what (?:can|do) you do|what are you able|who are you|what are you|are you an? (?:ai|model|bot|llm|human)|how do you work|(?:which|what) model|how many hints|hints? (?:are |is )?left|(?:which|what) level)\b/i
const EXPLAIN = word(
  "explain\\w*",
  "describe",
  "walk me through",
  "understand\\w*",
  "what (?:does|do) .{1,60} (?:do|mean)",
  "how does .{1,60} work",
  "erklär\\p{L}*",
  "verstehe\\p{L}*",
  "expli(?:que|quez|quer|ca|cas|car)(?:me|-moi)?",
  "explíca\\p{L}*",
  "spiega\\p{L}*",
)
const TESTS = word("tests?", "fail\\w*", "errors?", "exceptions?", "traceback", "assert\\w*", "fehler\\p{L}*")
/** Nothing else can be meant by these. */
const HINT = word(
  "hints?|clues?|stuck",
  "hinweise?|tipps?|indices?|pistas?|dicas?|suggeriment[oi]|подсказк\\p{L}*",
)
const WRONG = word(
  "what(?:['’]s| is| went| goes) (?:\\w+ )?wrong",
  "(?:why|wrong|missing|lost|no idea|do(?:n['’]?t| not) know (?:what|how|where)|start|begin|tips?|nudge|bugs?|broken|crash\\w*)",
  "where (?:do|should|can|to|must) .{0,20}(?:look|go|change|fix)",
  "(?:slow|slower|fast|faster|grows?|performance|complexity|large)",
  "what (?:now|next)|what (?:should|do|can|could|must) (?:i|we) (?:do|try|change|look)",
  "next step|go on|continue",
  "warum|anfangen|beginnen|falsch|pourquoi|commencer|ne va pas",
  "empez\\p{L}*|empiez\\p{L}*|comenzar|está mal|começ\\p{L}*|por ?qu[eéê]|perché|cominci\\p{L}*",
)
const HELP = word(
  "help\\w*|ideas?|advice|how (?:do|can|should|would|could|to)|improve",
  "hilf\\p{L}*|helfen|aide[rz]?(?:-moi)?|ayud\\p{L}*|ajud\\p{L}*|aiut\\p{L}*",
  "помоги(?:те)?|помощь",
)
/** In scripts that set no spaces. */
const HINT_WITHOUT_SPACES = /ヒント|助けて|提示|帮我|帮助|힌트|도와/u
const CODE = word(
  "(?:write|implement|generate|refactor|rewrite|program)",
  "(?:give|show|send|tell|paste|want|need|provide)(?:ing)? .{0,30}(?:code|solution|answer|implementation|function)",
  "what(?:['’]s| is) the (?:code|solution|answer)",
  "just (?:do|code|solve|fix) .+",
  "schreib\\p{L}*|écri(?:s|vez|re)|escrib\\p{L}*|escrev\\p{L}*|scriv\\p{L}*",
)
const CODE_ORDER =
  /^(?:(?:please|just|now|can you|could you|would you|will you|you)[ ,]*)*(?:(?:fix|solve|finish|complete|code|mend|repair)\b|(?:do|make) (?:it|this|that|the|all|my)\b)/i
const HOW = word("how", "help\\w*", "wie", "comment", "cómo", "come")
const DONE = word("am i (?:done|finished|ready|right)")
const LOOK = word(
  "(?:is|are|does|do) (?:it|this|that|they|my .{1,30}|all .{1,20}) .{0,20}(?:right|correct|ok|okay|fine|done|work|pass)",
  "(?:run|check|review|try|test|look)",
  "which (?:\\w+ )?tests?",
  "where .{0,30}fails?",
  "fail(?:s|ed|ing|ures?)?",
  "errors?|exceptions?|traceback",
)
const NO_HINT = /\b(?:no|not|don['’]?t|without|instead of)\b[^.?!,;]{0,20}\bhints?\b/gi
const MORE = /^(?:(?:and|please|one|give me|show me)[ ,]*)*(?:another|next|more|again|deeper)(?: one)?\W*$/i
const YES =
  /^(?:yes|yep|yeah|sure|(?:ok|okay)[ ,]+(?:please|do|go)|please|go ahead|do it|ja|gerne|oui|sí|si|sim|да|はい|好|네)(?:[ ,.!]+(?:please|do|go|bitte|claro|por favor))*\W*$/iu

/** Of the work itself, rather than of the world; the others are only about what is spoken of already. */
const WORK = word(
  "tests?|code|function|method|class|files?|lines?|loops?|bugs?|errors?|exceptions?|inputs?|outputs?",
  "solution|exercise|statement|algorithm|list|string|array|aufgabe|funktion|tarea|función|exercice|fonction",
)
const SPOKEN_OF = word(
  "it|this|these|my|solve|answers?|question|task|problem|approach|cases?|values?|data|problema",
)
const NAMED = /`|\w[_.]\w|\w\(|[a-z][A-Z]/

export interface Said {
  words: string
  /** Something was sent along. */
  attached: boolean
  /** The coach offered a hint in what it said last. */
  offered: boolean
  /** Words of the question that tell it from the world, in lower case. */
  topic: ReadonlySet<string>
}

export function wishOf({ words, attached, offered, topic }: Said): Wish {
  const rest = words.replace(GREETED, "").replaceAll(NO_HINT, " ").trim()
  if (ITSELF.test(rest)) return "itself"
  const wish = /\p{L}/u.test(rest) ? asked(rest, offered, topic) : "else"
  if (wish !== "else") return wish
  if (attached) return "look"
  return words.trim() !== "" && !/\p{L}/u.test(rest) && GREETED.test(words) ? "greeting" : "else"
}

function asked(words: string, offered: boolean, topic: ReadonlySet<string>): Wish {
  const hint = HINT.test(words) || HINT_WITHOUT_SPACES.test(words)
  const short = words.split(/\s+/).length <= 6
  const onTopic = new Set(wordsOf(words).filter((one) => topic.has(one))).size
  const work = WORK.test(words) || NAMED.test(words)
  const ours = work || SPOKEN_OF.test(words) || onTopic > 0
  if (MORE.test(words) || (offered && YES.test(words))) return "help"
  if (EXPLAIN.test(words) && !hint && !WRONG.test(words)) {
    if (TESTS.test(words)) return "look"
    return ours ? "explain" : "else"
  }
  const writes = (CODE.test(words) || CODE_ORDER.test(words)) && !HOW.test(words)
  if (writes && ours && !hint) return "code"
  if (hint) return "help"
  const help = WRONG.test(words) || HELP.test(words)
  // Of words that name nothing of the work only the plainest are about it.
  if (help && (ours || (short && (!QUESTION.test(words) || PLAIN.test(words))))) return "help"
  if (DONE.test(words) || (LOOK.test(words) && ours)) return "look"
  // Whatever else is said of the work: the tests have something to say of it, and that costs nothing.
  return work || onTopic > (MINE.test(words) ? 0 : 1) ? "look" : "else"
}

const MINE = word("i|my")
const QUESTION = /^(?:who|when|what|how|why)\b/i
const PLAIN =
  /^(?:why|what(?:['’]s| is) (?:\w+ )?wrong|what (?:now|next)|what (?:should|do|can|could|must) (?:i|we) (?:do|try|change|look).*|how (?:do|should|can|could) (?:i|we) (?:start|begin|go on|continue|proceed).*|why (?:does|is) .{0,20}(?:fail|wrong|red).*)\W*$/i

/** The telling words of texts: long enough, and none that any text has. */
export function topicOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(wordsOf).filter((one) => one.length > 3 && !COMMON.has(one)))
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? []

const COMMON = new Set(
  "about after again also another before being both could does each else even ever every first from give gives have here into itself just keep know last less like look make makes many more most much must need never next only other over part people same should show small some somebody something such take tell than that their them then there these they thing things think this those three time today turn under until upon very want well were what when where which while whole will with would write year your".split(
    " ",
  ),
)
