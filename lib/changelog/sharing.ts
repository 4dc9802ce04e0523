import { stemmer } from 'stemmer'
import { wordsOf } from '../text'

/** What a text is about: its telling words in one form, each with its weight. */
export type Subject = ReadonlyMap<string, number>

/** Only this many characters of a text are read. */
const MAX_TEXT = 4_000
const MAX_WORD = 60
/** A name of code or of a file tells more than a word. */
const NAME_WEIGHT = 2

/** `ring()`, `--disable-static`, `.dirstamp` and what is between backquotes are names, too; the mark before or after a word is part of neither. */
const MARKED =
  /(?<=`)[\p{L}\p{N}_.-]{3,60}(?=[`(])|[\p{L}\p{N}_]{3,60}(?=\(\))|(?<=(?:^|[\s`'"(])(?:--|\.))[\p{L}][\p{L}\p{N}_-]{2,60}/gu
/** `/dev/vfio/vfio`, `Documentation/s390` and words, with the underscores and digits of names. */
const TOKEN = /\/?[\p{L}\p{N}_.-]{1,60}(?:\/[\p{L}\p{N}_.-]{1,60}){1,8}|[\p{L}\p{N}_]+/gu
const NAME = /[\p{L}\p{N}]_+[\p{L}\p{N}]|^_+\p{L}|\p{Ll}\p{Lu}|\//u

/** Finds the telling words of a text: without those that are said of any change, and with the endings of English removed. Linear. */
export function subjectOf(text: string): Subject {
  const words = new Map<string, number>()
  for (const [token] of text.slice(0, MAX_TEXT).matchAll(TOKEN)) {
    if (token.length > MAX_WORD) continue
    if (NAME.test(token)) {
      words.set(token.toLowerCase().replace(/[.-]+$/, ''), NAME_WEIGHT)
      continue
    }
    const word = token.toLowerCase()
    if (word.length >= 4 && /\p{L}/u.test(word) && !COMMON.has(word)) words.set(stemmer(word), 1)
  }
  for (const [name] of text.slice(0, MAX_TEXT).matchAll(MARKED)) {
    for (const word of name.toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu) ?? []) {
      const known = stemmer(word)
      words.set(words.has(word) ? word : known, NAME_WEIGHT)
    }
  }
  return words
}

/** A comment that an item may answer. */
export interface Asking {
  /** What it says. */
  readonly own: Subject
  /** What it quotes, and what the author answered. */
  readonly around: Subject
}

/** What is quoted or answered counts this much of what the comment says. */
const AROUND = 1 / 2
/** The part of the words of an item that it must share. */
const MIN_PART = 1 / 4

/** A comment that has this part of an item of more than one word is one more alike: "Fixed copyright header" needs no second. */
const MOST = 1 / 2

/** How alike a request and an item must be that is about its patch, and an item of which no patch is known. */
const ENOUGH = 2
const ENOUGH_UNTIED = 3
/** A question asks for no change, so that two words in common are not enough: "Can you elaborate why this cannot be ... vfio container" and "New patch to fix vfio modaliases when vfio container is disabled". */
const ENOUGH_QUESTION = 4

/** The likeness from which on an item answers a comment. `isTied`: it is about a patch of the comment, or that patch went away. */
export function enoughLikeness(isTied: boolean, isRequest: boolean): number {
  if (!isRequest) return ENOUGH_QUESTION
  return isTied ? ENOUGH : ENOUGH_UNTIED
}

/** How much an item and a comment are about the same: the weight of the words that they share, of which the comment itself must say some; 0 when that is a small part of the item. */
export function likeness(item: Subject, { own, around }: Asking, isCommon: (word: string) => boolean): number {
  let [said, near, whole] = [0, 0, 0]
  for (const [word, weight] of item) {
    whole += weight
    if (isCommon(word)) continue
    if (own.has(word)) said += weight
    else if (around.has(word)) near += weight
  }
  const score = said + near * AROUND
  if (said === 0 || score < whole * MIN_PART) return 0
  return whole > 1 && score >= whole * MOST ? score + 1 : score
}

/** A word is common when more than this fraction of the texts have it, and more than a few. */
const COMMON_SHARE = 1 / 5
const FEW = 3

/** Prepares to say which words are in so many of these texts that they tell none of them apart. Linear. */
export function openIsCommon(subjects: readonly Subject[]): (word: string) => boolean {
  const counts = new Map<string, number>()
  for (const subject of subjects) for (const word of subject.keys()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const most = Math.max(FEW, subjects.length * COMMON_SHARE)
  return (word) => (counts.get(word) ?? 0) > most
}

/** The words of a text as they are written, in lower case, without those that are said of any change. Linear. */
export function tellingWords(text: string): ReadonlySet<string> {
  const words = wordsOf(text.slice(0, MAX_TEXT).toLowerCase())
  return new Set(words.filter((word) => word.length >= 4 && word.length <= MAX_WORD && !COMMON.has(word)))
}

/** Words of items and comments that say nothing about what is to be changed. */
const COMMON: ReadonlySet<string> = new Set(
  `about above actually added adding address after again against agree also always another anyway anything around based because been before being below better between
  both call called calls came case cases change changed changes changing check clean cleanup code comment comments commit come consider correct could currently
  does doesn doing done dont down drop dropped each easier either else enough even ever every everything example existing fine first fixed
  fixes fixing follow following found from function functions further given goes going good guess handle happen happens have having help here however idea
  improve instead into introduce issue issues itself just keep kernel kind know last later least left less like line lines little long look looks made make makes making
  many maybe mean means might minor missing more most move moved moving much must name named need needed needs never next nice none note nothing only other others
  otherwise over patch patches perhaps place please point possible prefer previous probably problem properly provide question quite rather read really reason
  rebase rebased remove removed removing rename renamed replace request return review reviewed right same seem seems send sense separate series set should show simple simply since some
  something sort still such suggest suggested suggestion sure take tested than thank thanks that their them then there therefore these they thing things
  think this those though through time together totally true type under unless until update updated usage used useful user uses using value
  variable version very want wants well were what when where whether which while will with within without wonder work works would wrong yeah your`.split(
    /\s+/,
  ),
)
