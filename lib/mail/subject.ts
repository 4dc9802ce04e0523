import { dropTrailing } from '../text'

/** What a subject line says, by the conventions of the kernel lists. It is read alone: anything that depends on other mails is up to the caller. */
export interface SubjectTag {
  readonly reply: boolean
  /** PATCH is in a leading bracket, or bare at the start. */
  readonly patch: boolean
  readonly pull: boolean
  readonly rfc: boolean
  readonly resend: boolean
  /** The version as written; null when the subject has none. */
  readonly version: number | null
  /**
   * `v5.1`, `v5A` and `v5rev2`, with `text` as written after the `v`. A dotted one replaces patches of v5 when there is a v5; otherwise it is a
   * kernel version, which is far more common. For the other two, `version` is set as well.
   */
  readonly dotted: Revision | null
  /** A fraction for a patch that was inserted later: 2.5 for `2.5/3`, 0.5 for `0.5/3`, 2.2 for `2b/3`. */
  readonly number: number | null
  readonly total: number | null
  /** Names of trees and lists, in lower case and in order: 'net-next', '6.1', 'buildroot'. */
  readonly words: readonly string[]
  /** The subject without its prefixes, blanks collapsed, in the case it was written in. */
  readonly title: string
}

interface Revision {
  readonly version: number
  readonly revision: number
  readonly text: string
}

/** Longest subject that is read; the longest of 248,000 real ones has 627 characters. */
const MAX_SUBJECT = 2_000
/** Kernel series have fewer than 1,000 patches; longer numbers are dates and identifiers. */
const MAX_DIGITS = 4

const REPLY_PREFIX =
  /^(?:re|aw|antw|antwort|fwd?|wg|sv|vs|odp|回复|答复|答覆|转发|轉寄)(?:\[\d{1,3}\]|\^\d{1,3})?\s{0,3}[:：]\s*/i

interface Draft {
  patch: boolean
  pull: boolean
  rfc: boolean
  resend: boolean
  version: number | null
  dotted: Revision | null
  number: number | null
  total: number | null
  words: string[]
}

/**
 * Reads the prefixes of a subject: `Re:` and the like, brackets at the start, and bare forms (`PATCH 1/2: x`, `[PATCH] v3: x`, `x (v2)`).
 * Only brackets at the start count, so `rewrite [a-z] regexes` keeps its own. Never fails; linear in the first 2,000 characters.
 */
export function parseSubject(subject: string): SubjectTag {
  let rest = subject.slice(0, MAX_SUBJECT).replace(/\s+/g, ' ').trim()
  const draft: Draft = {
    patch: false,
    pull: false,
    rfc: false,
    resend: false,
    version: null,
    dotted: null,
    number: null,
    total: null,
    words: [],
  }
  let reply = false
  for (;;) {
    const prefix = REPLY_PREFIX.exec(rest)
    const group = prefix === null ? leadingGroup(rest) : undefined
    if (prefix !== null) {
      reply = true
      rest = rest.slice(prefix[0].length)
    } else if (/^subject: ?\[/i.test(rest)) {
      rest = rest.slice('subject:'.length).trimStart()
    } else if (group !== undefined) {
      readGroup(group.text, draft)
      rest = rest.slice(group.length).trimStart()
    } else break
  }
  if (draft.patch) rest = rest.replace(/^: ?(?=\S)/, '')
  rest = readBareForms(rest, draft)
  // A patch may give the title that it had before; any other mail took up another subject in answer to the old one.
  if (!draft.patch && /[([]was:? /i.test(rest)) reply = true
  return { reply, ...draft, title: rest }
}

/** The title for comparing: lower case, blanks collapsed, trailing punctuation and `(was: old title)` dropped. */
export function normaliseTitle(title: string): string {
  const text = title.toLowerCase().replace(/\s+/g, ' ').trim()
  const former = findFormer(text)
  return dropTrailing(former === undefined ? text : text.slice(0, former.at), '.,;:! ').trim()
}

/** The normalised title that a patch had before, by the `(was: old title)` at its end. */
export function formerTitle(title: string): string | undefined {
  const former = normaliseTitle(parseSubject(findFormer(title)?.text ?? '').title)
  return former === '' ? undefined : former
}

/**
 * The old title in brackets at the end of a title: `(was: x)`, `[was: x]`, `(was "x")`, `(was [PATCH] x)`, `(formerly x)`. Without a
 * colon or quotes it has an area or three words, as `close the lid (was open)` gives no title.
 */
function findFormer(title: string): { readonly at: number; readonly text: string } | undefined {
  const at = title.search(/[([](?:was|formerly|previously)[: ]/i)
  if (at <= 0 || !/[)\]]$/.test(title)) return undefined
  const [, colon, rest] = /^[a-z]+( ?:)? ?(.*)$/i.exec(title.slice(at + 1, -1)) ?? []
  const quoted = /^["'“‘](.+)["'”’]$/.exec(rest ?? '')?.[1]
  const text = (quoted ?? rest ?? '').trim()
  const marked = colon !== undefined || quoted !== undefined || text.startsWith('[') || REPLY_PREFIX.test(text)
  return marked || /: | .* /.test(text) ? { at, text } : undefined
}

/** A normalised title without the area in front of it (`net/smc: `, `mm: arm64: `); the whole title when fewer than four words would be left. */
export function withoutArea(normalised: string): string {
  const bare = normalised.replace(/^(?:[^\s:]{1,60}: ?){1,4}(?=\S)/, '')
  return bare.split(' ').length >= 4 ? bare : normalised
}

/** The balanced `[...]` at the start, with inner brackets turned into blanks; undefined when there is none. */
function leadingGroup(text: string): { text: string; length: number } | undefined {
  if (!text.startsWith('[')) return undefined
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '[') depth++
    else if (char === ']') depth--
    if (depth === 0) return { text: text.slice(1, at).replace(/[[\]]/g, ' '), length: at + 1 }
  }
  return undefined
}

/** `take 2`, `(ver.2)`, `version 2`, `rev #2`, `v 2`, `2nd try`, and `#2` after PATCH or a number. */
const WRITTEN_OUT =
  /(?<![^\s,])\(?(?:(?:take|try|ver|version|rev|revision)[ .]? ?#?(\d{1,2})|v[ .] ?(\d{1,2})|(\d{1,2})(?:st|nd|rd|th) (?:take|try|version|attempt))\)?(?![^\s,])|(?<=(?:patch|rfc|\d),? ?)#(\d{1,2})(?![^\s,])/gi

function readGroup(group: string, draft: Draft): void {
  const text = group
    .replace(/\((v\d{1,3})\)/gi, ' $1 ')
    .replace(/\b(v\d{1,3}) (rev\d{1,2})\b/gi, '$1$2')
    .replace(WRITTEN_OUT, (_, ...found) => ` v${found.find((digits) => digits !== undefined)} `)
    .replace(/(\d) ?of ?(\d)/gi, '$1/$2')
    .replace(/(\d[a-i]?) ?\/ ?(\d)/g, '$1/$2')
  for (const token of text.split(/[\s,]+/)) {
    if (token === '' || readToken(token, draft)) continue
    // `[PATCH-next 1/2]` and `[PATCHv2-next]` join the name of a tree to a known word.
    const glued = /^((?:v\d{1,3})?(?:patch|rfc|resend)(?:v\d{1,3})?)[-_:](.+)$/i.exec(token)
    if (glued?.[1] !== undefined) readToken(glued[1], draft)
    draft.words.push((glued?.[2] ?? token).toLowerCase())
  }
}

const ATOMS: readonly { readonly form: RegExp; readonly read: (found: RegExpExecArray, draft: Draft) => void }[] = [
  {
    form: /^(\d{1,4})\/(\d{1,4})\+?(?![\d/.])/,
    read: (found, draft) => setNumber(Number(found[1]), Number(found[2]), draft),
  },
  {
    form: /^(\d{1,4}(?=\.)|[1-9]\d{0,3})(?:\.([1-9])|([a-i]))\/(\d{1,4})(?![\d/.])/i,
    read: ([, whole, tenth, letter, total], draft) =>
      setNumber(Number(`${whole}.${tenth ?? placeInAlphabet(letter ?? 'a')}`), Number(total), draft),
  },
  {
    form: /^patch(?:es|set)?(?![a-uw-z])/i,
    read: (_, draft) => {
      draft.patch = true
    },
  },
  {
    form: /^rfc(?![a-oq-uw-z])/i,
    read: (_, draft) => {
      draft.rfc = true
    },
  },
  {
    form: /^(?:resend|repost|resent)(?:#?\d(?!\d))?(?![a-z])/i,
    read: (_, draft) => {
      draft.resend = true
    },
  },
  {
    form: /^pull(?![a-z])/i,
    read: (_, draft) => {
      draft.pull = true
    },
  },
  { form: /^rft(?![a-z])/i, read: () => {} },
  {
    form: /^v((\d{1,3})(?:([a-z])|rev(\d{1,2})))(?![\da-z./])/i,
    read: ([, text, version, letter, revision], draft) => {
      if (Number(version) === 0 || draft.version !== null || text === undefined) return
      draft.dotted = {
        version: Number(version),
        revision: letter === undefined ? Number(revision) : placeInAlphabet(letter),
        text,
      }
      draft.version = Number(version)
    },
  },
  { form: /^v(\d{1,3})(?![\da-z./])/i, read: (found, draft) => setVersion(Number(found[1]), draft) },
  { form: /^v(\d{1,3})(?=patch|rfc)/i, read: (found, draft) => setVersion(Number(found[1]), draft) },
  { form: /^[-/:_]/, read: () => {} },
]

/** Reads a token that consists of known parts only (`v2PATCH12/15`, `PATCHv5`, `v2-resend`). For any other it returns false and reads nothing. */
function readToken(token: string, draft: Draft): boolean {
  const dotted = /^(patch|rfc)?-?v((\d{1,3})\.(\d{1,3}))$/i.exec(token)
  if (dotted?.[2] !== undefined) {
    draft.dotted = { version: Number(dotted[3]), revision: Number(dotted[4]), text: dotted[2] }
    return dotted[1] !== undefined && readToken(dotted[1], draft)
  }
  if (readGluedVersion(token, draft)) return true
  const reads: (() => void)[] = []
  let rest = token
  while (rest !== '') {
    const step = nextAtom(rest, draft)
    if (step === undefined) return false
    reads.push(step.read)
    rest = rest.slice(step.length)
  }
  // A lone `-` or `/` between words means nothing.
  for (const read of reads) read()
  return true
}

function nextAtom(rest: string, draft: Draft): { length: number; read: () => void } | undefined {
  for (const { form, read } of ATOMS) {
    const found = form.exec(rest)
    if (found !== null) return { length: found[0].length, read: () => read(found, draft) }
  }
  return undefined
}

/** `v20/4` is `v2 0/4` without its blank: the number has as many digits as the total. */
function readGluedVersion(token: string, draft: Draft): boolean {
  const glued = /^v(\d{2,5})\/(\d{1,3})$/i.exec(token)
  if (glued?.[1] === undefined || glued[2] === undefined) return false
  const width = Math.min(glued[2].length, glued[1].length - 1)
  setVersion(Number(glued[1].slice(0, -width)), draft)
  setNumber(Number(glued[1].slice(-width)), Number(glued[2]), draft)
  return true
}

function setVersion(version: number, draft: Draft): void {
  if (version > 0 && draft.version === null) draft.version = version
}

/** 1 for `a`, 2 for `B`. */
function placeInAlphabet(letter: string): number {
  return letter.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0) + 1
}

function setNumber(number: number, total: number, draft: Draft): void {
  if (total === 0 || String(total).length > MAX_DIGITS || draft.number !== null) return
  draft.number = number
  draft.total = total
}

const BARE_HEAD =
  /^(?:(?:rfc|resend|(?:v\d{1,3})?patch(?:v\d{1,3})?(?:\d{1,4}\/\d{1,4})?|v\d{1,3}|\d{1,4}\/\d{1,4}|\d{1,4} of \d{1,4})[ :] ?){1,5}(?=\S)/i

/** `x (v2)`, `x [v2]`, `x [ver #2]`, `x, v2`, `x - v2`, `x, take 2`, `x (2nd try)`. */
const VERSION_TAIL =
  /(?: ?[([](?:v|ver[ .]? ?#?)(\d{1,3})[)\]]|(?:, ?| [-–—]{1,2} )v(\d{1,3})|,? [([]?(?:take|try) ?#?(\d{1,2})[)\]]?|,? [([]?(\d{1,2})(?:st|nd|rd|th) (?:take|try|attempt)[)\]]?)$/i

/** Reads `PATCH 1/2: x`, `RFC PATCH: x`, `[PATCH] v3: x` and `x (v2)`; returns the rest, which is the title. */
function readBareForms(text: string, draft: Draft): string {
  let rest = text
  const head = BARE_HEAD.exec(rest)?.[0]
  if (head !== undefined) {
    const numbered = /\d(?:\/| of )\d/.test(head)
    // `PATCH review process` is prose: a bare form ends with a colon or has a number. A second number belongs to the title.
    const marked = (numbered && draft.number === null) || (!numbered && /: ?$/.test(head))
    // `1 of 8: x`, as hg email numbers patches, needs no keyword; `1/2: x` is as likely a fraction.
    const counted = /^\d{1,4} of \d{1,4}: ?$/i.test(head)
    if (marked && (draft.patch || counted || /patch/i.test(head))) {
      readGroup(head.replaceAll(':', ' '), draft)
      rest = rest.slice(head.length)
    }
  }
  // Wrong for a title that ends in the version of something else, `Document cgroups (v2)`; none of 14,304 real subjects does.
  const tail = VERSION_TAIL.exec(rest)
  if (tail !== null && tail.index > 0 && draft.version === null) {
    setVersion(Number(tail[1] ?? tail[2] ?? tail[3] ?? tail[4]), draft)
    rest = rest.slice(0, tail.index)
  }
  return rest
}
