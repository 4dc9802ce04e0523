/** The titles that git gives to a merge of what somebody was asked to pull: `Merge tag 'x' of URL`, `Merge branch 'x' of URL into next`, `Merge URL`. */
const MERGE = /^Merge (?:(?:tag|branch|commit) '([^']{1,200})' (?:of|from) )?(\S{1,500})(?: into \S+)?$/

/** The keys of the pull request that a merge with this title merges; none for any other title. Linear. */
export function mergeTitleKeys(title: string): string[] {
  const [, ref, url = ''] = MERGE.exec(title) ?? []
  return /[:/]/.test(url) ? pullRefKeys(url, ref ?? null) : []
}

/**
 * The keys under which the merge of a pull request is found, from the repository and the branch, tag or commit that it names. Of the repository
 * the last two parts of the path count: it is pushed to and pulled from under several names (`git@host:a/b`, `https://host/a/b.git`). None for a
 * request without a repository.
 */
export function pullRefKeys(url: string | null, ref: string | null): string[] {
  if (url === null) return []
  const path = url
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^[^/@]*@/, '')
    .split(/[/:]/)
    .filter((part) => part !== '')
  const repository = path
    .slice(-2)
    .join('/')
    .replace(/\.git$/, '')
  const name = (ref ?? '').replace(/^(?:refs\/)?(?:tags|heads)\//, '').replace(/^HEAD$/, '')
  return repository === '' ? [] : [`merge ${repository} ${name}`]
}
