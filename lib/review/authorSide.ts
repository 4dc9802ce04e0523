import type { Address } from '../mail/types'
import { domainOf, mailboxKey } from './basis'
import type { People } from './identity'
import type { ReviewedVersion } from './input'
import type { ReplyText } from './replyText'
import { authorCues } from './rules/answer'
import type { Sentence } from './sentence'
import { patchAuthors } from './speaker'

/** A reply, as far as it says whether its sender speaks for the author. */
interface Answer {
  readonly from: Address
  readonly text: Pick<ReplyText, 'tags' | 'naks'>
  readonly sentences: readonly Sentence[]
  /** Who wrote the mail that it answers. */
  readonly to: Address
}

/**
 * Prepares to find out whether somebody who wrote none of a patch answers a reviewer for its author. The one rule for it: the mail answers somebody of another
 * company, gives no tag, and its sender shares the company of a sender of the series and has a part in one of its patches, or is one of the two and says what
 * "we" will change. Kevin Tian answers for Liu Yi L: <BN9PR11MB5433C0320604707451C11C538CA99@BN9PR11MB5433.namprd11.prod.outlook.com>. Who reviews the other patches of a series that has one of his gives tags, and stays a
 * reviewer. Known false positive: a colleague who agrees with a reviewer in the words of the team.
 */
export function openSpeaksForAuthor(versions: readonly ReviewedVersion[], people: People): (answer: Answer) => boolean {
  const companies = new Set(versions.flatMap(({ sender }) => companyOf(sender) ?? []))
  const contributors = new Set(
    versions.flatMap(({ patches }) =>
      patches.flatMap(({ patch }) => [...patchAuthors(patch), ...earlySigners(patch)].map((one) => people.find(one))),
    ),
  )
  return ({ from, text, sentences, to }) => {
    if (text.tags.length > 0 || text.naks.length > 0) return false
    const company = companyOf(from)
    const outside = companyOf(to)
    if (outside !== undefined && (companies.has(outside) || outside === company)) return false
    if (contributors.has(people.find(to))) return false
    const isColleague = company !== undefined && companies.has(company)
    const contributes = contributors.has(people.find(from))
    if (isColleague && contributes) return true
    return (isColleague || contributes) && sentences.some(saysWeWill)
  }
}

/** Sentences longer than this are not read for it. */
const MAX_SENTENCE = 300
const TEAM = /\b(?:we|our|us)\b|\bnext (?:version|revision|spin|round)\b/i

/** Whether a sentence gives in for more than its author: "we'll follow Jason's suggestion in next version". */
function saysWeWill({ text }: Sentence): boolean {
  return text.length <= MAX_SENTENCE && TEAM.test(text) && authorCues(text).includes('concedes')
}

/** Those who signed a patch off before its author did, so that they worked on it; whoever signs later passes it on. */
function earlySigners({ author, trailers }: ReviewedVersion['patches'][number]['patch']): Address[] {
  const signers = trailers.flatMap(({ name, person }) =>
    /^signed-off-by$/i.test(name) && person !== undefined ? [person] : [],
  )
  const own = signers.findIndex(({ email }) => mailboxKey(email) === mailboxKey(author.email))
  return own < 0 ? [] : signers.slice(0, own)
}

/** Hosts that give an address to anybody. */
const FREE =
  /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|qq|163|126|foxmail|sina|gmx|web|posteo|proton|protonmail|pm|fastmail|mailbox|zoho|aol)\./
/** Projects at which people of many companies have addresses. */
const SHARED = /^(?:kernel|linux|linux-foundation|infradead|debian|gentoo|ubuntu|gnu|netfilter|samba|ozlabs|lwn|vger)\./

/** Whether anybody can get an address at the host of a mailbox. */
export function isFreeMail(mailbox: string): boolean {
  return FREE.test(domainOf(mailbox))
}

/** The company of an address by the last two labels of its host, three for such as `example.co.uk`; undefined at a host of many. */
function companyOf({ email }: Address): string | undefined {
  const key = mailboxKey(email)
  const domain = domainOf(key)
  if (domain === '' || FREE.test(domain) || SHARED.test(domain)) return undefined
  return /^(?:co|com|org|net|ac|gov|edu)\.[a-z]{2}$/.test(domain)
    ? key
        .slice(key.lastIndexOf('@') + 1)
        .split('.')
        .slice(-3)
        .join('.')
    : domain
}
