import type { StateView } from '../../db/queries/views'

/** Why the sender of a mail has a say in what becomes of a series, to follow a name: "Ann Poe, addressed by the patches". */
const BASIS_WORDS: Readonly<Record<NonNullable<StateView['basis']>, string>> = {
  committer: 'commits to a maintainer’s tree for this list or these files',
  configured: 'named as maintainer by the operator of this site',
  known: 'known here for applying patches',
  'addressed-known': 'addressed by the patches and known here for applying patches',
  'addressed-tree': 'addressed by the patches, and names where they went',
  'addressed-only': 'addressed by the patches',
  'open-list': 'writes to this list regularly; nobody is addressed on it',
  'author-tree': 'wrote the patches, and names where they went',
  'author-approved': 'wrote the patches, which others had approved',
  author: 'wrote the patches',
  addressed: 'addressed by the patches',
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
