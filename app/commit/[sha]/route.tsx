import { CommitChoice, CommitHead } from '../../_components/commits/CommitHead'
import { Dug } from '../../_components/commits/Dug'
import { Page } from '../../_components/shell/Page'
import { found, notFound } from '../../_handlers/handler'
import { page, redirectTo } from '../../_handlers/pages'
import { shortSha } from '../../_model/commitWords'
import { commitHref, seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { findCommits, getCommit } from '../../data'

/** From a commit to its review. A shortened hash leads to its commit, or to a choice when several commits have it. */
export const GET = page('/commit/[sha]', ({ params: { sha } }) => {
  const commits = findCommits(sha)
  const [first] = commits
  if (first === undefined) return notFound('commit')
  if (commits.length > 1) {
    return (
      <Page title={`${visible(sha)} · Reroll`}>
        <h1>Commits that start with {visible(sha)}</h1>
        <CommitChoice commits={commits} />
      </Page>
    )
  }
  if (first.sha !== sha) return redirectTo(commitHref(first.sha), 307)
  const commit = found(getCommit(sha), 'commit')
  const [mail] = [commit, ...commit.reverts].flatMap(({ mails }) => mails)
  return (
    <Page
      title={`${shortSha(sha)} ${visible(commit.title)} · Reroll`}
      crumbs={
        mail === undefined
          ? undefined
          : [{ text: visible(mail.seriesTitle) || '(no title)', href: seriesHref(mail.seriesId) }]
      }
    >
      <CommitHead commit={commit} />
      <Dug commit={commit} />
    </Page>
  )
})
