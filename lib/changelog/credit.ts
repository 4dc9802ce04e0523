/** Only this many characters of an item are searched for names. */
const MAX_TEXT = 4_000

const NAME_WORD = String.raw`\p{Lu}[\p{L}\p{M}'’-]{0,40}\.?`
const PARTICLE = '(?:van|von|de|der|den|da|di|la|al|bin|ter)'
const PERSON = String.raw`(?:kernel (?:test )?robot|kbuild (?:test )?robot|lkp|syzbot|0day|${NAME_WORD}(?:[ \t]+(?:${PARTICLE}[ \t]+)?${NAME_WORD}){0,3})`
/** A person with or without an address, or an address alone. */
const ONE = new RegExp(String.raw`(?:(${PERSON})(?:[ \t]*<[^<>\s]{1,120}>)?|<?([\w.+-]{1,60}@[\w.-]{1,60}\w)>?)`, 'uy')
const BETWEEN = /[ \t]*(?:,[ \t]*and[ \t]+|,[ \t]*|&[ \t]*|\/[ \t]*|;[ \t]*|\band[ \t]+)/y
/** Words before a name that say why it is there. */
const INTRODUCTION =
  /(?:(?:as|also|both|all|many|thanks|thank you|thx|credits?|kudos|was|were|has|been|to|per|from|by|via|following|originally|suggested|requested|pointed|out|reported|proposed|recommended|spotted|noticed|noted|found|caught|raised|asked|made|mentioned|discussed|with)\b[ \t]*){1,6}/iy
const GROUP = /(?:^|[\s:,.;])(?:\(([^()]{2,120})\)|\[([^[\]]{2,80})\])/g
const PHRASE =
  /\b(?:(?:suggested|requested|pointed out|reported|proposed|recommended|spotted|noticed|noted|found|caught|raised|asked for|asked|made|commented|discovered) by|as per|per|thanks to|thanks|thank you|thx to|credits? to|according to|following|(?:comments?|feedback|suggestions?|review|requests?|input) (?:of|from|by))[ \t]+(?:the[ \t]+(?:comments?|feedback|suggestions?|review|requests?)[ \t]+(?:of|from|by)[ \t]+)?/gi
const OWNED = new RegExp(
  String.raw`(?<![\p{L}])(${NAME_WORD}(?:[ \t]${NAME_WORD}){0,2})(?:['’]s?[ \t]+(?:[a-z]+[ \t]+)?(?:comments?|suggestions?|feedback|requests?|review|input|remarks?|proposal|advice)\b|[ \t]+(?:suggested|requested|pointed out|noticed|asked|reported|proposed|spotted)\b)`,
  'gu',
)
/** `Jane Doe <jane@example.org>: text`: <b647fc1916ba4574a2ca44c2efdda1858c02ae90.1641555875.git.msuchanek@suse.de>. */
const OPENING = new RegExp(String.raw`^[-\s]*(${PERSON})[ \t]*<[^<>\s]{1,120}>[ \t]*:`, 'u')
/** `[MR] text` and `Patch 7 (new): [MR] text`: only there are initials a name (<20220707135737.720765-1-farman@linux.ibm.com>). */
const INITIALS = /^(?:[Pp]atch(?:es)? [\d ,&-]{1,20}(?:\([a-z]{1,12}\) ?)?:[ \t])?\[(\p{Lu}{2,3})\][ \t]/u

/** Capitalised words that are found in parentheses and are not names. */
const NO_NAMES = new Set(
  `a added after all also and another arm both build but changed cleanup cover dependencies documentation done dropped each feedback first fix fixed
  fixes for formerly from if in intel it its kconfig kernel kvm linux makefile minor missing more moved new next no none not note now off ok old on only
  optional or other patch patches previously rebased removed renamed replaced reviewed same see since so some still suggested tested thank thanks that the there these they
  this those to todo treewide typo update updated use used using via was we when which wip with yes you i squashed split major everyone
  january february march april may june july august september october november december monday tuesday wednesday thursday friday`.split(
    /\s+/,
  ),
)

/**
 * Finds the people that an item credits, each once and as written: names in parentheses or brackets that contain nothing else
 * ("(Alex)", "[Yury]", "(thanks Claudio)", "(per Robin's input)"), "as suggested by X", "per Y's comment", "Thanks Z",
 * "X suggested". Where no name is given, the address is returned. False positive: a capitalised word alone in parentheses that is
 * not a name; the most common ones are in NO_NAMES.
 */
export function findCredits(item: string): string[] {
  const text = item.slice(0, MAX_TEXT).replace(/\s+/g, ' ')
  const found: { readonly at: number; readonly name: string }[] = []
  const opening = OPENING.exec(text)?.[1] ?? INITIALS.exec(text)?.[1]
  if (opening !== undefined && !['RFC', 'NEW', 'WIP'].includes(opening)) found.push({ at: 0, name: opening })
  for (const match of text.matchAll(GROUP)) {
    const names = readGroup(match[1] ?? match[2] ?? '')
    for (const name of names) found.push({ at: match.index, name })
  }
  let read = 0
  for (const match of text.matchAll(PHRASE)) {
    const start = match.index + match[0].length
    // "per Ann, per Bob" is one list, which was read from its first "per".
    if (start <= read) continue
    const { names, end } = readNames(text, start)
    for (const name of names) found.push({ at: match.index, name })
    read = end
  }
  for (const match of text.matchAll(OWNED)) {
    const name = match[1] ?? ''
    if (isName(name)) found.push({ at: match.index, name })
  }
  found.sort((a, b) => a.at - b.at)
  const names = [...new Set(found.map(({ name }) => name))]
  // "Eric" is the "Eric Auger" of the same item.
  const firstNames = new Set(names.flatMap(firstWords))
  return names.filter((name) => !firstNames.has(name))
}

/** What a name begins with, up to each of its blanks: "Jean" and "Jean de" of "Jean de Roe". */
function firstWords(name: string): string[] {
  return [...name.matchAll(/ /g)].map(({ index }) => name.slice(0, index))
}

/** The names in a group of nothing but names; an empty list for any other group. */
function readGroup(group: string): string[] {
  const text = group.trim()
  const start = skip(INTRODUCTION, text, 0)
  const { names, end } = readNames(text, start)
  const rest = text.slice(end)
  // "(per Robin's input)", "(thanks Tony!)" and "(by Ann for patch 2)" are read here; "(Christoph suggested this)" is a phrase.
  const closed =
    /^(?:['’]s?)?(?:[ \t]+(?:comments?|suggestions?|feedback|requests?|review|input))?[ \t]*[!.]*$/i.test(rest) ||
    (start > 0 && /^[,;: ]/.test(rest))
  return closed ? names : []
}

function readNames(text: string, from: number): { readonly names: string[]; readonly end: number } {
  const names: string[] = []
  let at = from
  let end = from
  for (;;) {
    ONE.lastIndex = at
    const match = ONE.exec(text)
    const name = (match?.[1] ?? match?.[2] ?? '').replace(/['’]s?$/, '')
    if (match === null || !isName(name)) break
    names.push(name)
    end = at + match[0].length - ((match[1] ?? match[2] ?? '').length - name.length)
    const next = skip(BETWEEN, text, end)
    if (next === end) break
    at = skip(INTRODUCTION, text, next)
  }
  return { names, end }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}

function isName(name: string): boolean {
  if (name.includes('@') || /^(?:lkp|kernel|kbuild|syzbot|0day)/.test(name)) return true
  const words = name.split(/\s+/)
  if (words.length === 1 && /^\p{Lu}+$/u.test(name.replace(/\.$/, ''))) return false
  // "KVM-owned" and "NULL" are not names, "Jean-Luc" is.
  if (words.some((word) => /^\p{Lu}{2,}-/u.test(word))) return false
  return name.length > 1 && !words.some((word) => NO_NAMES.has(word.toLowerCase()))
}
