import type { Address } from '../mail/types'
import { parseTrailerPerson } from '../patch/trailer'
import type { Patch } from '../patch/types'
import type { People } from './identity'
import type { Speaker } from './types'

/** <202201110303.sLPF0o29-lkp@intel.com>, <164147761013.14327.180691218581013319.git-patchwork-notify@kernel.org>. */
const BOT_LOCAL =
  /(?:^|[-_.])(?:bot\d{0,2}|robot|tip-bot2?|syzbot|patchwork-bot|lkp|buildbot|noreply|no-reply|patchwork|kernelci|ci)(?:[-_.+]|$)/
/** <202201110303.sLPF0o29-lkp@intel.com> is from "kernel test robot". */
const BOT_NAME = /\b(?:bot|robot|syzbot|patchwork|kernelci|buildbot)\b|^(?:lkp|ci)$/i

/** Whether an address belongs to a machine that reports: it holds no position. Source: names and addresses met in 248,261 mails. */
export function isBot({ name, email }: Address): boolean {
  const local = email.slice(0, Math.max(0, email.lastIndexOf('@'))).toLowerCase()
  return BOT_LOCAL.test(local) || BOT_NAME.test(name)
}

/**
 * The people who made a patch: its author (an in-body From wins over the sender) and who is named by Co-developed-by.
 * Never Suggested-by: who suggests a patch reviews it like any other.
 */
export function patchAuthors(patch: Pick<Patch, 'author' | 'trailers'>): Address[] {
  const others = patch.trailers.flatMap(({ name, value }) =>
    name === 'Co-developed-by' ? (parseTrailerPerson(value) ?? []) : [],
  )
  return [patch.author, ...others.map(({ name, email }) => ({ name, email }))]
}

/** Tells from which side a mail speaks; `authors` are people (indices of `people.all`) who made the patch or sent the series. */
export function speakerOf(from: Address, people: People, authors: ReadonlySet<number>): Speaker {
  if (authors.has(people.find(from))) return 'author'
  return isBot(from) ? 'bot' : 'reviewer'
}
