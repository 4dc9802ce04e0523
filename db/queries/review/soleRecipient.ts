import type { Address } from '../../../lib/mail/types'
import { mailboxKey } from '../../../lib/review/basis'
import { isBot } from '../../../lib/review/speaker'
import type { Db } from '../../open'
import type { PersonDetail } from '../views'
import { nameOf, recipientsOf } from './maintainers'

interface SoleRecipient {
  readonly person: PersonDetail
  /** The Message-ID of the posting. */
  readonly sentIn: string
}

/** Hosts of lists. */
const LIST_HOST = /(?:^|\.)(?:vger|lists?|lore|groups|googlegroups|freelists)\.|^linux-(?:mips|m68k|nfs)\.org$/i
/** Names of lists. */
const LIST_NAME = /\b(?:mailing[ -]?list|list|devel|ML)\b/i
/** Names of addresses that several people read: "the arch/x86 maintainers". */
const GROUP_NAME = /\b(?:maintainers?|team|group|developers?|reviewers?|committers?)\b/i

/**
 * The one person in To of the newest version, besides its author, lists and bots: whoever posts it to one person of many in Cc asks that one.
 * <20221018074014.185687-1-wangkefeng.wang@huawei.com> Nobody where To has a group of people as well.
 */
export function findSoleRecipient(db: Db, series: number, author: string): SoleRecipient | undefined {
  const selectHead = db
    .prepare<{ series: number }, string>(
      'SELECT messages.key FROM versions JOIN messages ON messages.id = versions.head WHERE versions.series = @series ORDER BY versions.position DESC LIMIT 1',
    )
    .pluck()
  const isList = db
    .prepare<{ email: string }, 1>('SELECT 1 FROM series_lists WHERE series_lists.list = @email LIMIT 1')
    .pluck()
  const isOther = (one: Address): boolean => {
    const email = one.email.toLowerCase()
    if (mailboxKey(email) === mailboxKey(author) || isBot(one)) return false
    return (
      !LIST_HOST.test(email.slice(email.lastIndexOf('@') + 1)) &&
      !LIST_NAME.test(one.name) &&
      isList.get({ email }) !== 1
    )
  }
  const found = new Map(
    recipientsOf(db, series)
      .to.filter(isOther)
      .map(({ name, email }) => [mailboxKey(email), { name: name || nameOf(db, email), email }] as const),
  )
  // An address without a name, from which nobody wrote, is mostly that of a list.
  const [only, ...others] = [...found.values()].filter(({ name }) => name !== '')
  if (only === undefined || others.length > 0 || GROUP_NAME.test(only.name)) return undefined
  const sentIn = selectHead.get({ series })
  return sentIn === undefined ? undefined : { person: { name: only.name, emails: [only.email] }, sentIn }
}
