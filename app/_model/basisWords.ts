import type { StateView } from '../../db/queries/views'

/** Why the sender of a mail has a say in what becomes of a series, in brackets after what they say: "Queued. (applies patches here)". */
const BASIS_WORDS: Readonly<Record<NonNullable<StateView['basis']>, string>> = {
  committer: 'commits to a maintainer’s tree for this list or these files',
  configured: 'named as maintainer by the operator of this site',
  known: 'applies patches here',
  'addressed-known': 'applies patches here, and got these',
  'addressed-tree': 'recipient of the patches, and names where they went',
  'addressed-only': 'recipient of the patches',
  'open-list': 'writes to this list regularly, where patches have no other recipient',
  'author-tree': 'wrote the patches, and names where they went',
  'author-approved': 'wrote the patches, which others had approved',
  author: 'wrote the patches',
  addressed: 'recipient of the patches',
  called: 'brought into the thread by somebody with a say',
  regular: 'posts or reviews on this list regularly',
  none: 'not a recipient of the patches',
}

/** Why the sender of the mail that decides a state may do so, with the other address that gives them the right to; undefined when no mail decides. */
export function basisWords({ basis, otherAddress }: Pick<StateView, 'basis' | 'otherAddress'>): string | undefined {
  if (basis === null) return undefined
  if (otherAddress === null) return BASIS_WORDS[basis]
  const { email, mailmap } = otherAddress
  const source = mailmap === null ? '' : `, by the .mailmap of ${mailmap}`
  return `${BASIS_WORDS[basis]} as ${email}${source}`
}
