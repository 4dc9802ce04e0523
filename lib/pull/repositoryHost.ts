/**
 * The host of a repository as people write it, in lower case: `git://host/path`, `https://user@host:8080/path`, `git@host:path`. Undefined for a path and for
 * what has no host.
 */
export function repositoryHost(url: string): string | undefined {
  const [, host] = /^(?:[a-z][a-z+]{1,10}:\/\/)?(?:[^@/\s]{1,64}@)?([a-z\d][a-z\d.-]{0,252})(?:[:/]|$)/i.exec(url) ?? []
  return host?.includes('.') ? host.toLowerCase() : undefined
}
