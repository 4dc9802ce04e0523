import { normaliseTitle } from '../mail/subject'
import { filePath } from '../patch/diffPath'
import type { FileDiff, Patch } from '../patch/types'
import { splitLines } from '../text'
import { withoutUrls } from '../url'

/** An identifier of a programming language, in an item or in code. */
const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu
/** A word with hyphens in code: the name of a device, option or file, which an item may write with `_`. */
const HYPHENATED = /(?<![\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]{0,60}(?:-[\p{L}\p{N}_]{1,60}){1,6}/gu
/** The same in quotes, as in prose: 'vfio-group' is a name, life-cycle is a word. */
const QUOTED = /(?<=['"`])[\p{L}_][\p{L}\p{N}_]{0,60}(?:-[\p{L}\p{N}_]{1,60}){1,6}(?=['"`])/gu
const PATH =
  /(?<![\p{L}\p{N}_./-])(?:[\p{L}\p{N}_.-]{1,80}(?:\/[\p{L}\p{N}_.-]{1,80}){1,12}|[\p{L}\p{N}_-]{1,80}\.(?:[chsS]|cc|cpp|py|rs|rst|sh|yaml|dts|dtsi|txt)\b)/gu
/** Slashes in a path that PATH reads. */
const MAX_SLASHES = 12
const MAX_TEXT = 4_000
const MAX_WORD = 120

/** Words of titles and items that say what was done rather than to what. */
const COMMON = new Set(
  `a about accept acked add added adding adds adjust after all allow also an and any apply are as at avoid back base based be been before better both
  bug build but by call called calls can change changed changes check checks clean cleanup code collect comment comments commit config convert correct
  cover create current define delete description device do doc document documentation does don drop dropped due during each error errors explain export extend
  feature few fields file files first fix fixed fixes fixup for from function functions generic get handle handling has have header headers helper helpers id if implement
  implementation improve in include init initialize instead into introduce is issue it its just keep kernel last letter life like line lines list log main
  make merge message minor misc missing more move moved name new no not now of off on one only open option or order other out over parameter part parts
  pass patch patches path per pick picked pointer prefix prepare print provide put reflect re rebase rebased reduce refactor release remove removed rename renamed
  reorder replace report return returns review reviewed revert rework rid same series set several should simplify size small some split squash squashed
  start state static stop struct style suggested support switch tag tags test tests than that the their them then there these they this to
  two type typo typos unify unneeded unused up update updated use used user using value values variable variables version via was we when where which while
  will with without words work wording wrap cycle driver drivers`.split(/\s+/),
)

/** The words of an item, by the kind of evidence they are. */
export interface ItemWords {
  /** In lower case, without common words; compared with titles. */
  readonly words: ReadonlySet<string>
  /** Names of functions, fields, constants and devices, as written but with `_` for `-`. */
  readonly identifiers: ReadonlySet<string>
  /** Paths and file names. */
  readonly paths: ReadonlySet<string>
  /** The item in lower case with blanks collapsed, to look for titles in. */
  readonly text: string
}

/** Sorts the words of an item by kind. Linear; only the first 4,000 characters are read. */
export function readItemWords(item: string): ItemWords {
  // A URL, Message-ID or address in an item does not name code.
  const text = withBraces(withoutUrls(item.slice(0, MAX_TEXT)).replace(/<[^<>\s]*@[^<>\s]*>/g, ' '))
  const identifiers = new Set<string>()
  for (const { 0: word, index } of text.matchAll(IDENTIFIER)) {
    const called = text.startsWith('()', index + word.length) || text[index - 1] === '@'
    if (word.length > 2 && word.length <= MAX_WORD && (called || isIdentifier(word))) identifiers.add(word)
  }
  for (const [word] of text.matchAll(QUOTED)) identifiers.add(underscored(word))
  return {
    words: titleWords(text),
    identifiers,
    paths: new Set([...text.matchAll(PATH)].map(([path]) => path)),
    text: text.toLowerCase().replace(/\s+/g, ' '),
  }
}

/** Names with alternatives in braces, as shells expand them. */
const BRACES =
  /(?<![\p{L}\p{N}_$])([\p{L}\p{N}_$]{0,60})\{([\p{L}\p{N}_$]{0,40}(?:, ?[\p{L}\p{N}_$]{0,40}){1,7})\}([\p{L}\p{N}_$]{0,60})/gu

/** `reinit_{split,packed}` as `reinit_split reinit_packed`. At most eight alternatives. */
function withBraces(text: string): string {
  return text.replace(BRACES, (_, before: string, choices: string, after: string) =>
    choices
      .split(',')
      .map((choice) => `${before}${choice.trim()}${after}`)
      .join(' '),
  )
}

function underscored(word: string): string {
  return word.replaceAll('-', '_')
}

/** Matches `foo_bar`, `CONFIG_X` and `fooBar`; not a capitalised word, `VFIO` or `v2`. */
const CODE_WORD = /[\p{L}\p{N}]_+[\p{L}\p{N}]|_\p{L}|\p{Ll}\p{Lu}/u

function isIdentifier(word: string): boolean {
  return CODE_WORD.test(word)
}

/** The words of a title that say what it is about, in lower case: vfio and mdpy for `vfio/mdpy: Use the new helpers`. */
export function titleWords(title: string): Set<string> {
  const words = title
    .slice(0, MAX_TEXT)
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
  return new Set(words.filter((word) => word.length > 1 && !COMMON.has(word) && !/^\d/.test(word)))
}

/** The words in what changed in a patch since the version before; for a new or dropped patch, in all of it. */
export interface ChangedWords {
  readonly identifiers: ReadonlySet<string>
  /** The paths of the files, and what they end in after a `/`, as an item may name them. */
  readonly paths: ReadonlySet<string>
  readonly message: ReadonlySet<string>
}

/**
 * Finds the identifiers in the lines that only one of two versions of a patch adds or removes, the paths of those files, and the
 * identifiers in the lines of the commit message that differ. Lines are compared as a bag, so a line that moved has not changed. Linear.
 */
export function changedWords(left: Patch | undefined, right: Patch | undefined): ChangedWords {
  const identifiers = new Set<string>()
  const paths = new Set<string>()
  const old = countLines(left?.files ?? [])
  const now = countLines(right?.files ?? [])
  for (const [from, to] of [
    [old, now],
    [now, old],
  ] as const) {
    for (const [key, { path, counts }] of from) {
      const others = to.get(key)?.counts
      const texts = [...counts].flatMap(([text, count]) => (count === (others?.get(text) ?? 0) ? [] : [text]))
      if (texts.length === 0) continue
      paths.add(path)
      const text = texts.join('\n')
      for (const [word] of text.matchAll(IDENTIFIER)) if (word.length <= MAX_WORD) identifiers.add(word)
      // <20220921104401.38898-1-kevin.tian@intel.com> calls "vfio-group" 'vfio_group'.
      for (const [word] of text.matchAll(HYPHENATED)) identifiers.add(underscored(word))
    }
  }
  return { identifiers, paths: new Set([...paths].flatMap(pathEnds)), message: changedMessage(left, right) }
}

/** A path, and what it ends in after each of its last slashes; PATH reads no more of them in an item. */
function pathEnds(path: string): string[] {
  const ends = [path]
  for (let slash = path.lastIndexOf('/'); slash >= 0 && ends.length <= MAX_SLASHES + 1; ) {
    ends.push(path.slice(slash + 1))
    slash = slash === 0 ? -1 : path.lastIndexOf('/', slash - 1)
  }
  return ends
}

/** The lines that a patch adds to a file, or removes from it, with how often each occurs. */
interface CountedLines {
  readonly path: string
  readonly counts: Map<string, number>
}

function countLines(files: readonly FileDiff[]): Map<string, CountedLines> {
  const lines = new Map<string, CountedLines>()
  for (const file of files) {
    const path = filePath(file)
    const [minus, plus] = ['minus', 'plus'].map((kind) => {
      const key = `${kind} ${path}`
      const known = lines.get(key) ?? { path, counts: new Map<string, number>() }
      lines.set(key, known)
      return known.counts
    })
    for (const hunk of file.hunks) {
      for (const { kind, text } of hunk.lines) {
        const counts = kind === 'minus' ? minus : kind === 'plus' ? plus : undefined
        counts?.set(text, (counts.get(text) ?? 0) + 1)
      }
    }
  }
  return lines
}

function changedMessage(left: Patch | undefined, right: Patch | undefined): Set<string> {
  const old = new Set(splitLines(left?.message ?? ''))
  const now = new Set(splitLines(right?.message ?? ''))
  const words = new Set<string>()
  const add = (lines: ReadonlySet<string>, other: ReadonlySet<string>) => {
    for (const line of lines) {
      if (other.has(line)) continue
      for (const [word] of line.matchAll(IDENTIFIER)) if (isIdentifier(word)) words.add(word)
      for (const [word] of line.matchAll(QUOTED)) words.add(underscored(word))
    }
  }
  add(old, now)
  add(now, old)
  return words
}

/** Shorter titles may occur in any sentence. */
const MIN_TITLE = 12

/**
 * What an item that names a patch by its title contains one of: the title, and what is left without its prefix when that is a sentence.
 * A short title gives nothing.
 */
export function titleForms(title: string): string[] {
  const whole = normaliseTitle(title)
  const short = normaliseTitle(title.slice(title.lastIndexOf(': ') + 1))
  const forms = short.split(' ').length >= 4 ? [whole, short] : [whole]
  return forms.filter((form) => form.length >= MIN_TITLE)
}
