import { findCue, matchesAny } from '../cueTable'
import { NO_TREES, SEVERAL_TREES, TREE_FORMS } from './cues/place'

/** Where a sentence says that patches went. Each is null unless it is named. */
interface Place {
  /** The tree or branch. */
  readonly tree: string | null
  /** The release: <164766213032.31329.14855996441316567317.b4-ty@oracle.com>. */
  readonly release: string | null
}

/** <YoTWSxEYPo1MLQTc@osiris>, <YmqcHFtVTfvCCbTW@kernel.org>. */
const TAKEN = /\b(?:applied|queued|merged|picked|pushed|committed|pulled)\b/gi
/** How much of a sentence is read after the verb. */
const MAX_AFTER = 200
/** Where they did not go, or not yet: "(to hwmon, not to hwmon-next)", "(and will also queue for next)" <78e1c95f-26b3-eeb5-7e7e-7b9e79625eb2@linux.ibm.com>. */
const NOT_THERE = / ?\([^()]{0,100}\bwill\b[^()]{0,100}\)|\bnot (?:to|in|into|for) \S{1,80}/gi
/** What may come between the verb and the place. */
const WHAT =
  /^(?: (?:it|this|these|all|both|them|up|out|now|the (?:series|patch|patches)|patch(?:es)? [\d, &-]{1,20}))*(?= |$)/i
const BEFORE = /(?:^| )\(?(?:on)?(?:to|in|into|for|via|through) (?:(the|my|our|an?|his|this) )?/gi
const HOME = '(?:tree|branch|repo(?:sitory)?|git)'
/** "s390 tree", "vfio next branch", "s390 subsystem repo"; "repository" alone. */
const WORDED = new RegExp(`^(?:[^\\s,;!()]{1,60} ){0,2}?${HOME}(?: tree)?(?![\\w/-]|[.:]\\w)`, 'i')
/** "vfio next branch" is "vfio next". */
const NEXT_BRANCH = /(?<=^\S+ (?:next|fixes)) branch$/i
/** "the for-next branch of the dma-mapping tree": <20221121083924.GA28048@lst.de>. */
const OF = new RegExp(`^ of (?:(?:the|my|our) )?[^\\s,;!()]{1,60} ${HOME}(?![\\w/-]|[.:]\\w)`, 'i')
/** A word alone is a name right after the verb: "queued for kvm". */
const BARE =
  /^[a-z][\w.+-]{1,40}(?=[,;!.: ]*$|[,;!.:] |,? (?:as|after|with|thanks|thank|now|too|already|and|for|in|on)\b)/i
/** A word that begins what follows the name. */
const GOES_ON =
  / (?:and|as|at|because|but|by|for|from|in|now|of|on|since|so|thanks|to|until|up|when|with|after|before)(?: .*)?$/i
const RELEASE = /\b(?:for|to|in|targeting|queued up for)\s+(?:linux[- ])?(v?[3-9]\.\d{1,2}(?:-rc\d{1,2})?)\b/i

/** Finds where a sentence says that patches went. A tree or branch is recognised by its form: not every word after "into" is one. Linear. */
export function findPlace(sentence: string): Place {
  const tree = findTree(sentence)
  const release = RELEASE.exec(sentence)?.[1] ?? null
  return { tree: tree !== null && tree === release ? null : tree, release }
}

function findTree(sentence: string): string | null {
  for (const { 0: verb, index } of sentence.matchAll(TAKEN)) {
    const after = sentence
      .slice(index + verb.length, index + verb.length + MAX_AFTER)
      .replace(NOT_THERE, '')
      .replace(WHAT, '')
    for (const { 0: before, 1: article, index: at } of after.matchAll(BEFORE)) {
      const rest = after.slice(at + before.length)
      const several = findCue(SEVERAL_TREES, rest)?.[0]
      if (several !== undefined) return several
      const found = matchesAny(NO_TREES, rest) ? undefined : nameOf(rest, at === 0 && article === undefined)
      if (found !== undefined) return found
    }
  }
  return null
}

/** The name of a tree or branch at the start of a text. */
function nameOf(text: string, isRightAfter: boolean): string | undefined {
  const worded = WORDED.exec(text)?.[0]
  if (worded !== undefined && !GOES_ON.test(worded))
    return worded.replace(NEXT_BRANCH, '') + (OF.exec(text.slice(worded.length))?.[0] ?? '')
  const formed = findCue(TREE_FORMS, text)?.[0].replace(GOES_ON, '')
  if (formed !== undefined) return formed.replace(/:? https?$|[.:]+$/, '')
  return isRightAfter ? BARE.exec(text)?.[0].replace(/[.:]+$/, '') : undefined
}
