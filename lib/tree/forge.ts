/** Hosts that show a commit at `<repository>/commit/<sha>`. */
const WITH_COMMIT = new Set(['github.com', 'codeberg.org', 'gitea.com', 'git.sr.ht'])
/** Characters of a path that a template may have: no blank, quote, brace or bracket, and nothing encoded. */
const PLAIN_PATH = /^(?:\/[\w.~+-]+){1,12}$/

/**
 * Guesses from the URL of a repository where its commits are shown, as a template with `{sha}`: for kernel.org, GitHub, GitLab
 * (gitlab.com, and any host whose name starts with `gitlab.`), Codeberg and some others. '' for any other host, and for a path. Names and
 * passwords in the URL are dropped.
 */
export function guessCommitUrl(url: string): string {
  const place = parsePlace(url)
  if (place === undefined) return ''
  const { host, path } = place
  const bare = `https://${host}${path.replace(/\.git$/, '')}`
  if (WITH_COMMIT.has(host)) return `${bare}/commit/{sha}`
  if (host === 'gitlab.com' || host.startsWith('gitlab.')) return `${bare}/-/commit/{sha}`
  if (host === 'git.kernel.org') return `https://${host}${path}/commit/?id={sha}`
  if (host.endsWith('.googlesource.com')) return `https://${host}${path}/+/{sha}`
  return ''
}

/** Host and path of a clone URL: https, http, git, ssh, and `git@host:path`. Undefined for anything else. */
function parsePlace(url: string): { readonly host: string; readonly path: string } | undefined {
  const [, scpHost, scpPath] = /^[\w.-]{1,60}@([\w.-]{1,250}):([^/:][^:]{0,500})$/.exec(url) ?? []
  const [host, path] = scpHost === undefined ? parseUrl(url) : [scpHost.toLowerCase(), `/${scpPath}`]
  const trimmed = path.replace(/\/{1,3}$/, '')
  return host === '' || !PLAIN_PATH.test(trimmed) ? undefined : { host, path: trimmed }
}

function parseUrl(text: string): [host: string, path: string] {
  try {
    const { protocol, hostname, pathname } = new URL(text)
    return ['https:', 'http:', 'git:', 'ssh:', 'git+ssh:'].includes(protocol)
      ? [hostname.toLowerCase(), pathname]
      : ['', '']
  } catch {
    return ['', '']
  }
}

/** Whether a text that an operator gave can be a template: a web address with `{sha}` in its path or query. */
export function isCommitTemplate(text: string): boolean {
  return /^https?:\/\/[^\s/{}"'<>@]+\/[^\s"'<>]*$/i.test(text) && text.includes('{sha}')
}

/** Where a commit is shown, by the template of its tree; null when there is no template. */
export function formatCommitUrl(template: string, sha: string): string | null {
  return template === '' ? null : template.replaceAll('{sha}', sha)
}
