import type { SubjectTag } from '../mail/subject'
import type { Message } from '../mail/types'
import { isQuoted, startsOriginalMessage } from '../quoted'
import { parseShortlog } from './shortlog'
import type { PullRequest } from './types'

/** What `git request-pull` writes above the repository. */
const AVAILABLE =
  /\bavailable\s{1,9}in\s{1,9}the\s{1,9}git\s{1,9}repository\s{1,9}at:?\s{1,99}(?:[0-9a-f]{7,64}:\s{1,99})?(\S{1,999})(?:[ \t]{1,99}(\S{1,999}))?/i
const BASE = /\bchanges\s{1,9}since\s{1,9}commit\s{1,9}([0-9a-f]{7,64})\b/i
const HEAD = /\bup\s{1,9}to\s{1,9}([0-9a-f]{7,64})\b/i
/** `Please pull`, `please, pull these changes`, `please consider pulling`. */
const PLEASE = /\bplease,?\s{1,9}(?:\w{1,20}\s{1,9}){0,3}pull(?:ing)?\b/i
/** A repository in free text: by its scheme or its name, so that no link to a page is one. */
const REPOSITORY =
  /(?:\bgit:\/\/[^\s>]{1,999}|\b(?:https?|ssh):\/\/[^\s>]{1,999}\.git\b|\bgit@[\w.-]{1,200}:[^\s>]{1,999})(?:[ \t]{1,99}([\w./-]{1,999})[ \t]*$)?/m
const TAKE = /\btake[ -]?(\d{1,2})\b/i

/** A mail with its subject read, as isRequest and readPullRequest see it. */
interface RequestMail {
  readonly subject: {
    readonly kind: 'cover' | 'patch' | 'reply' | 'pull' | 'notice' | 'other'
    readonly tag: SubjectTag
  }
  readonly body: Message['body']
}

/**
 * Reads what a mail asks to pull; undefined for a mail that is no request. A subject with `PULL` is one by itself, unless it is that
 * of a numbered patch. Any other mail needs git's "are available in the Git repository at", or, in a cover or a mail that answers nothing,
 * "please pull" and a repository. What a mail quotes and the diff below its text are not read, and an answer must have
 * the base, too: <20200414171243.GI5412@sirena.org.uk> answers a patch with the tag that has it. Linear.
 */
export function readPullRequest({ subject, body }: RequestMail): PullRequest | undefined {
  const { kind, tag } = subject
  if (kind === 'notice') return undefined
  if (kind !== 'pull' && !/git repository at|\bpull/i.test(body)) return undefined
  const lines = ownLines(body)
  const text = lines.join('\n')
  const available = AVAILABLE.exec(text)
  const base = BASE.exec(text)?.[1] ?? null
  const asked =
    available === null && !isPatch(subject) ? REPOSITORY.exec(PLEASE.test(text) || kind === 'pull' ? text : '') : null
  const asks = {
    pull: !isPatch(subject) || available !== null,
    cover: available !== null || asked !== null,
    patch: available !== null && tag.number === null,
    other: available !== null || asked !== null,
    reply: available !== null && base !== null,
  }[kind]
  if (!asks) return undefined
  const { entries, count } = parseShortlog(lines)
  const announced = isPatch(subject) ? null : tag.total
  return {
    kind: 'request',
    title: tag.title,
    url: available?.[1] ?? (asked === null ? null : repositoryOf(asked)),
    ref: available?.[2] ?? asked?.[1] ?? null,
    base,
    head: HEAD.exec(text)?.[1] ?? null,
    patches: count > 0 ? count : (announced ?? 0),
    shortlog: entries,
    version: tag.version ?? Number(TAKE.exec(tag.title)?.[1] ?? 1),
  }
}

/** Whether the subject numbers the mail as a patch: `[GIT PULL 05/15]`. */
function isPatch({ tag }: RequestMail['subject']): boolean {
  return tag.number !== null && tag.number > 0
}

function repositoryOf(found: RegExpExecArray): string {
  const [all, ref] = found
  return (ref === undefined ? all : all.slice(0, all.lastIndexOf(ref))).trim().replace(/[.,;)]$/, '')
}

/** The lines of a mail's own text: without quotes, and without the diff below them. */
export function ownLines(body: string): string[] {
  const own: string[] = []
  for (const line of body.split('\n')) {
    if (line.startsWith('diff --git ') || startsOriginalMessage(line)) break
    if (!isQuoted(line)) own.push(line)
  }
  return own
}
