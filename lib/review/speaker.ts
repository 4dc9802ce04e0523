import type { Address } from '../mail/types'
import type { Patch } from '../patch/types'
import type { People } from './identity'
import type { Speaker } from './types'

/** <202201110303.sLPF0o29-lkp@intel.com>, <164147761013.14327.180691218581013319.git-patchwork-notify@kernel.org>. */
const BOT_LOCAL =
  /(?:^|[-_.])(?:bot\d{0,2}|robot|tip-bot2?|syzbot|lkp|buildbot|no-?reply|patchwork(?:-bot)?|kernelci|ci(?!\.)|cki|cki-project|lkft|zuul|syzkaller|dependabot|github-actions|autobuild(?:er)?|scan-admin|patchew|mailer-daemon|postmaster)(?:[-_.+]|$)/
/** <202201110303.sLPF0o29-lkp@intel.com> is from "kernel test robot". */
const BOT_NAME =
  /\b(?:bot|robot|syzbot|syzkaller|patchwork|patchew|kernelci|lkft|buildbot|dependabot|mail delivery (?:sub)?system)\b|^lkp$/i
/** What programs and services that test patches are called. Jenkins is a family name as well. */
const TESTER_NAME =
  /^(?:jenkins|zuul|hudson)(?: (?:ci|server|builder|automation|user))?$|^(?:linux kernel functional testing|github actions)$|\b(?:continuous integration|automated test(?:ing|s)|test(?:ing)? (?:system|service)|coverity scan)\b/i
/** "MPTCP CI", "CI Results", "CKI Project"; but Ci is a given name. */
const CI_NAME = /(?:^|[\s([/-])(?:CI|CKI|QA)(?:[\s)\]/:-]|$)/

/** Whether an address belongs to a bot, which has no position of its own. Source: names and addresses seen in 248,261 mails. */
export function isBot({ name, email }: Address): boolean {
  const local = email.slice(0, Math.max(0, email.lastIndexOf('@'))).toLowerCase()
  return BOT_LOCAL.test(local) || BOT_NAME.test(name) || CI_NAME.test(name) || TESTER_NAME.test(name)
}

/** The trailers by which a patch names further authors: git's and the kernel's. */
const CO_AUTHOR = /^co-(?:developed|authored)-by$/i

/**
 * The authors of a patch: its author (an in-body From wins over the sender) and the people that Co-developed-by or Co-authored-by names. Suggested-by does not
 * count: somebody who suggests a patch may review it like anybody else.
 */
export function patchAuthors(patch: Pick<Patch, 'author' | 'trailers'>): Address[] {
  const others = patch.trailers.flatMap(({ name, person }) => (CO_AUTHOR.test(name) ? (person ?? []) : []))
  return [patch.author, ...others.map(({ name, email }) => ({ name, email }))]
}

/** The people who signed a patch off. */
export function signersOf({ trailers }: Pick<Patch, 'trailers'>): Address[] {
  return trailers.flatMap(({ name, person }) => (/^signed-off-by$/i.test(name) && person !== undefined ? [person] : []))
}

/** The side that the sender of a mail is on. `authors` are sets of the people (indices of `people.all`) who wrote the patch or sent the series. */
export function speakerOf(from: Address, people: People, authors: readonly ReadonlySet<number>[]): Speaker {
  const person = people.find(from)
  if (authors.some((own) => own.has(person))) return 'author'
  return isBot(from) ? 'bot' : 'reviewer'
}
