import type { StateView } from '../../db/queries/views'
import { isBot } from '../../lib/review/speaker'

/** Why the sender of a mail has a say in what becomes of a series, after their name: "counts, since Max Tainer applies patches of this list". */
const BASIS_WORDS: Readonly<Record<NonNullable<StateView['basis']>, string>> = {
  committer: 'commits patches like these to a maintainer’s tree',
  configured: 'was named as maintainer by the operator of this site',
  known: 'applies patches of this list',
  'addressed-known': 'applies patches of this list, and these were sent to them',
  'addressed-tree': 'was sent the patches, and names the tree that they went to',
  'addressed-only': 'was sent the patches',
  'open-list': 'writes to this list regularly, where patches have no other recipient',
  bot: 'is the bot of that repository',
  asked: 'was asked to pull them by somebody who has a say',
  'author-tree': 'wrote the patches, and names the tree that they went to',
  'author-approved': 'wrote the patches, which others had approved',
  author: 'wrote the patches',
  addressed: 'was sent the patches',
  called: 'was brought into the thread by somebody who has a say',
  regular: 'posts or reviews on this list regularly',
  none: 'was not sent the patches',
}

/** Why the sender of the mail that decides a state may do so, with the other address that gives them the right to; undefined when no mail decides. */
export function basisWords({
  basis,
  by,
  otherAddress,
}: Pick<StateView, 'basis' | 'by' | 'otherAddress'>): string | undefined {
  if (basis === null) return undefined
  if (by !== null && isBot(by)) return basis === 'bot' ? BASIS_WORDS.bot : 'reports what was applied on this list'
  if (otherAddress === null) return BASIS_WORDS[basis]
  const { email, mailmap } = otherAddress
  const source = mailmap === null ? '' : `, by the .mailmap of ${mailmap}`
  return `${BASIS_WORDS[basis]} as ${email}${source}`
}
