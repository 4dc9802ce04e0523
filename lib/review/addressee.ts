/** The people whom a sentence may speak to, by one word of their name in lower case. */
export interface Names {
  /** Somebody who wrote the patch or sent the series. */
  readonly isAuthor: (word: string) => boolean
  /** Anybody else who takes part, or whom the mail was sent to. */
  readonly isOther: (word: string) => boolean
}

const NAME = String.raw`\p{Lu}[\p{L}'’-]{1,30}`
/** "@Li:", "@Li, @Cyril: anything against it?". <Y8EnKACJtJJ80uw+@pevik>. */
const MENTIONS = /(?:^|\s|\()@(\p{Lu}[\p{L}'’-]{1,30})/gu
/** "Pablo, could you apply it?" <508fa09b-b2a2-b88f-35b1-d6d3d2a24254@netfilter.org>, "Li, Cyril: ...". */
const OPENS = new RegExp(
  `^(?:(?:[Aa]nd|[Ss]o|[Aa]lso|[Bb]ut|BTW|btw|[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear),? )?(${NAME}(?: ?(?:,|/|&|and) ?${NAME}){0,3}) ?[,:;](?: |$)`,
  'u',
)
/** "Pablo can you take it?". */
const ASKS = new RegExp(
  String.raw`^(${NAME}) (?:can|could|would|will|do|did|are|any|what|how|please)\b.{0,300}\?$`,
  'u',
)
/** "What do you think, Heiko?", "Any thoughts Li?". */
const ENDS = new RegExp(
  String.raw`(?:, |\b(?:thoughts?|opinions?|comments?|ideas?|preferences?|think|agree|right) )(${NAME})(?: ${NAME})? ?\?$`,
  'u',
)

/** "Rob, any thoughts ?" <4884254c-4406-5c04-3df7-030541b7c201@roeck-us.net>, "Heiko, what do you think?". */
const CALLS_FOR_OPINION = new RegExp(
  `^@?(${NAME}(?:(?:, ?| and | & |/)${NAME}){0,3}) ?[,:]? (?:[Aa]ny (?:thoughts?|opinions?|ideas?|preferences?)|[Ww]hat do you think|WDYT|[Oo]pinions?|[Tt]houghts?) ?\\?$`,
  'u',
)

/** "Jason?" as a whole sentence: what was asked just before is for that person. <20220701022950-mutt-send-email-mst@kernel.org>. */
const CALLS = new RegExp(`^@?(${NAME}(?:(?:, ?| and | & |/)${NAME}){0,3}) ?\\?$`, 'u')

/**
 * "Netfilter folks, were you planning to pull this?" <CAHC9VhRo62vCJL0d_YiKC-Mq9S3P5rNN3yoiF+NBu7oeeeU9rw@mail.gmail.com>. The group has a name: "Hi folks," and
 * "you guys," may be the author, and "some people:" is nobody in particular.
 */
const GROUP =
  /^(?:(?:dear|hi|hey|hello),? )?(?:maintainers|(?:(?!(?:the|hi|hey|hello|dear|you|some|most|many|other|all|these|those|and|also|so|but|ok|thanks)\b)[\w/-]{2,20} ){1,2}(?:folks|maintainers?|people|guys|team)) ?[,:]/i

/** Capitalised words in front of a comma that are no names, counted in the archives of four lists. */
const OPENERS: ReadonlySet<string> = new Set(
  `actually again agree agreed also alternatively anyway besides btw done finally fine first furthermore great here hm hmm however huh if
  instead lastly maybe mhh minor moreover nit no nope note now oh ok okay or otherwise perhaps please question right second similarly since
  so sorry still sure thanks then there true urrk well yeah yep yes`.split(/\s+/),
)

/**
 * Whether a sentence speaks to somebody else than the author: "@Li: do you know ...?", "Heiko, what do you think?". Whatever it asks is no question
 * to the author. A name without an `@` has to be that of somebody who takes part, unless it opens a question. A sentence that also names the
 * author does not count.
 */
export function speaksToOther(sentence: string, { isAuthor, isOther }: Names): boolean {
  const { mentioned, called } = readNames(sentence)
  if ([...mentioned, ...called.flat()].some(isAuthor)) return false
  if (called.some((words) => words.length > 0 && words.every(isOther))) return true
  if (!sentence.endsWith('?')) return mentioned.length > 0 && sentence.startsWith('@')
  const [opened = []] = called
  return (
    mentioned.length > 0 || (opened.length > 0 && !opened.some((word) => OPENERS.has(word))) || GROUP.test(sentence)
  )
}

/** Whether a sentence is nothing but the names of others with a question mark ("Jason?"), so that what was asked before is for them. */
export function callsOthers(sentence: string, names: Names): boolean {
  return areOthers(CALLS.exec(sentence)?.[1], names)
}

/** Whether a sentence asks others for nothing but their opinion ("Rob, any thoughts?"), so that what was proposed before is for them. */
export function asksOthers(sentence: string, names: Names): boolean {
  return areOthers(CALLS_FOR_OPINION.exec(sentence)?.[1], names)
}

/** Whether a sentence is nothing but the name of the author with a question mark: it wants an opinion. <78d1994d-f6ac-7d1e-7d00-4a98c309bc5b@intel.com>. */
export function callsAuthor(sentence: string, { isAuthor }: Names): boolean {
  const words = listedNames(CALLS.exec(sentence)?.[1] ?? '')
  return words.length > 0 && words.every(isAuthor)
}

/** "Christian," and "Hi Pablo, Florian,": a line that is nothing but a greeting. <CAOQ4uxi04iyf-9tnQ3vREvBwMPK-MaDVWi0KcqTNufodsxDFZg@mail.gmail.com>. */
const GREETING = new RegExp(
  `^(?:(?:[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear) )?(${NAME}(?:(?:,| and| &|/) ?${NAME}){0,3}) ?[,:!]$`,
  'u',
)

/** Whether a line greets people, and none of them is the author: what follows is for them. */
export function greetsOthers(line: string, names: Names): boolean {
  return areOthers(GREETING.exec(line.trim())?.[1], names)
}

function areOthers(listed: string | undefined, { isAuthor, isOther }: Names): boolean {
  const words = listedNames(listed ?? '')
  return words.length > 0 && words.every((word) => !isAuthor(word) && isOther(word))
}

/** Whether a sentence speaks to the author by name: "Jane, please rename it". */
export function speaksToAuthor(sentence: string, { isAuthor }: Names): boolean {
  return namesIn(sentence).some(isAuthor)
}

/** The names of those whom a sentence addresses ("Ann, ping?", "@Ann: any news?"), in lower case. */
export function namesIn(sentence: string): string[] {
  const { mentioned, called } = readNames(sentence)
  return [...mentioned, ...called.flat()]
}

/** The names in a sentence that may address somebody: after an `@`; and before a comma at its start, before a question, at its end and alone. */
function readNames(sentence: string): { readonly mentioned: readonly string[]; readonly called: readonly string[][] } {
  return {
    mentioned: [...sentence.matchAll(MENTIONS)].flatMap(([, name]) => name?.toLowerCase() ?? []),
    called: [OPENS, ASKS, ENDS, CALLS].map((pattern) => listedNames(pattern.exec(sentence)?.[1] ?? '')),
  }
}

/** The names in "Pablo, Florian and Ann". */
function listedNames(names: string): string[] {
  return [...nameWords([names])].filter((word) => word !== 'and')
}

/** The words of names and of the parts of addresses before the `@`, in lower case. */
export function nameWords(names: Iterable<string>): Set<string> {
  const words = new Set<string>()
  for (const name of names) {
    for (const word of name.toLowerCase().match(/\p{L}[\p{L}'’-]+/gu) ?? []) words.add(word)
  }
  return words
}
