import { api } from '../../../_handlers/api'
import { badRequest, found, notFound } from '../../../_handlers/handler'
import { findCommits, getCommit } from '../../../data'

/** A commit with the mails that it was made from. The hash may be shortened as long as it names one commit. */
export const GET = api('/api/commit/[sha]', ({ params: { sha } }) => {
  const commits = findCommits(sha)
  const [first] = commits
  if (first === undefined) return notFound('commit')
  if (commits.length > 1)
    return badRequest(`at least ${commits.length} commits start with these digits; give more of them`)
  return found(getCommit(first.sha), 'commit')
})
