import { parseAddress } from '../mail/address'
import { isFreeMail } from './authorSide'
import { mailboxKey } from './basis'
import type { HeardReply } from './replies'

/** "by Jakub Kicinski <kuba@kernel.org>:" of patchwork-bot (<166384441514.19700.3392239951153800895.git-patchwork-notify@kernel.org>), "Committer: ..." of tip-bot. */
const COMMITTER = /^(?:by|committer:)\s{1,20}(\S.{0,200}>):?$/i

/** The mailbox of the committer whom the report of a bot names; '' when it names none. */
export function namedCommitter({ text: { own } }: Pick<HeardReply, 'text'>): string {
  for (const { text } of own) {
    const found = COMMITTER.exec(text.trim())?.[1]
    if (found !== undefined) return mailboxKey(parseAddress(found).email)
  }
  return ''
}

/** Whether two mailboxes are at one host. */
export function isSameHost(left: string, right: string): boolean {
  return hostOf(left) === hostOf(right)
}

function hostOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf('@') + 1)
}

/**
 * The committer in whose name a bot reports: one at the host that the bot writes from, where not everybody gets an address. '' for none.
 * <168841682144.15554.860228703846635745.git-patchwork-notify@kernel.org>.
 */
export function committerOfBot(reply: Pick<HeardReply, 'speaker' | 'from' | 'text'>): string {
  if (reply.speaker !== 'bot') return ''
  const [committer, bot] = [namedCommitter(reply), mailboxKey(reply.from.email)]
  return committer !== '' && isSameHost(committer, bot) && !isFreeMail(committer) ? committer : ''
}
