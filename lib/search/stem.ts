import { stemmer } from 'stemmer'

/** Longer words are not English, and shorter ones have few forms: only the word itself is found. */
const ENGLISH = /^[a-z]{3,24}$/

/**
 * Endings of English words that Porter's stemmer removes, the most frequent first: those that occur in kernel mail, with fewer than one
 * word in a thousand missing.
 */
const ENDINGS =
  ` s ed es e ing ions ion er ation al ate d ic ly ization ent ated able ers ity ations ally ment y ely ence ize l ive ication ered ical
  ating ible ional ates ement ently alize ately ings alization ically ency ator ance ant ism alized ities ative ous ality ful ibility eful ics
  ering ized ness ications ements ences ively ments ents enting ented entative alizing ational atively encies eds izes ability izing ies ators
  ously eously eering atives ably icate als ances ivity alizes eable`.split(/\s+/)
/** Of a word whose last letter is written twice before them: "mapping", "installs". */
const DOUBLED = ['', 's', 'ed', 'ing', 'ings', 'er', 'ers', 'ation', 'able']
/** Of a word in -y. */
const AFTER_Y = ['', 's', 'ing', 'ed', 'er', 'ers']

/**
 * The forms of an English word, itself included: the words with the same stem by Porter's algorithm that are made from it with a known
 * ending. `word` is in lower case; one that is not English has no other form. Bounded by the list of endings.
 */
export function formsOf(word: string): readonly string[] {
  if (!ENGLISH.test(word)) return [word]
  const stem = stemmer(word)
  // The stem is the beginning of all its words but for these: happi(y), filin(g) of file, sensibl (sensibility).
  const root = stem.replace(/(?:[ie]|(?<=b)l)$/, '')
  const last = stem.slice(-1)
  const made = [
    ...ENDINGS.flatMap((ending) => [stem + ending, ...(root === stem ? [] : [root + ending])]),
    ...DOUBLED.map((ending) => stem + last + ending),
    ...AFTER_Y.map((ending) => `${root}y${ending}`),
    `${root}ility`,
    `${root}ilities`,
  ]
  const forms = new Set([word])
  for (const one of made) if (stemmer(one) === stem) forms.add(one)
  return [...forms]
}
