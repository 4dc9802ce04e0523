/** The branches and tags of a repository, without `refs/heads/` and `refs/tags/`. A tag may name a tag object instead of a commit. */
export interface Refs {
  /** The branch that HEAD names; null if it names none that is there. */
  readonly head: string | null
  readonly branches: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, string>
}

/** Branches and tags of a repository that are read. */
export const MAX_REFS = 200_000

const OID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/
/** As git-check-ref-format(1), a little stricter. */
const REF_NAME = /^(?!-|\/|\.|.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[^\0-\x20\x7f~^:?*[\\]{1,250}(?<![./])$/

/** Whether a text can be the name of a branch or tag, without `refs/heads/`. */
export function isRefName(text: string): boolean {
  return REF_NAME.test(text)
}

/**
 * Reads the lines `<hash> <ref>` of `packed-refs`, `git ls-remote` (which separates with a tab) and `git bundle list-heads`. A line `ref: <ref>` with HEAD is the
 * branch that HEAD names; if there is none, it is a branch with the hash of HEAD, `main` or `master` before others. Other lines are ignored. Linear.
 */
export function parseRefs(text: string): Refs {
  const branches = new Map<string, string>()
  const tags = new Map<string, string>()
  let [headName, headOid]: [string | null, string | null] = [null, null]
  for (const line of text.split('\n')) {
    const [, value = '', ref = ''] = /^(.+)[\t ](HEAD|refs\/[^\t ]+)$/.exec(line) ?? []
    const named = /^ref: refs\/heads\/(.+)$/.exec(value)?.[1]
    if (named !== undefined && ref === 'HEAD') headName = named
    if (!OID.test(value) || branches.size + tags.size >= MAX_REFS) continue
    if (ref === 'HEAD') headOid = value
    const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? []
    if (isRefName(name)) (kind === 'heads' ? branches : tags).set(name, value)
  }
  if (headName !== null && branches.has(headName)) return { head: headName, branches, tags }
  const same = [...branches].flatMap(([name, oid]) => (oid === headOid ? [name] : []))
  const head = ['main', 'master'].find((name) => same.includes(name)) ?? same[0] ?? null
  return { head, branches, tags }
}
