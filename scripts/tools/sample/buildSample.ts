import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareText } from '../../../lib/byTime'
import { groupBy } from '../../../lib/groupBy'
import { MBOXRD_SEPARATOR, quoteFromLines } from '../../../lib/mail/mboxrd'
import { diffStandIn, parseStandIns, type StandIn } from './code'
import { type MailFacts, parseMailFacts } from './mailFacts'
import { messageLines, parseMessages, type SampleMessage } from './messages'
import { type Answered, parseReplies, renderReply } from './sampleReplies'

/** The folder with the texts of the sample. */
export const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../../sample')

/** Mails that one list received. */
export interface SampleThread {
  /** In order of receipt. */
  readonly mails: readonly MailFacts[]
  readonly list: string
}

/** Everything that the mails of the sample are built from. */
export interface SampleSources {
  readonly series: SampleThread
  /** The fix that followed the series, and its review. */
  readonly fix: SampleThread
  readonly messages: readonly SampleMessage[]
  readonly replies: ReadonlyMap<string, readonly string[]>
  readonly standIns: readonly StandIn[]
}

/** Reads the texts from a folder with the layout of sample/. Throws if one is missing or malformed. */
export function readSources(folder: string): SampleSources {
  const read = (...names: readonly string[]): string => readFileSync(join(folder, ...names), 'utf8')
  const code = readdirSync(join(folder, 'code')).sort()
  return {
    series: { mails: parseMailFacts(read('mails.tsv')), list: 'linux-s390@vger.kernel.org' },
    fix: { mails: parseMailFacts(read('fix.tsv')), list: 'stable@vger.kernel.org' },
    messages: parseMessages(read('messages.txt')),
    replies: parseReplies(read('replies.txt')),
    standIns: code.flatMap((name) => parseStandIns(read('code', name))).sort((a, b) => compareText(a.path, b.path)),
  }
}

/** Builds one thread of the sample as an mboxrd. The same sources always give the same bytes. */
export function buildSample(sources: SampleSources, thread: SampleThread): string {
  return buildMails(sources, thread)
    .map(({ mail }) => mail)
    .join('')
}

/** A mail as it is in an mboxrd, with its separator. */
export interface BuiltMail {
  readonly facts: MailFacts
  readonly mail: string
}

/** Builds the mails of one thread, in order of receipt. */
export function buildMails(sources: SampleSources, { mails, list }: SampleThread): BuiltMail[] {
  const built = new Map<string, Answered>()
  for (const facts of mails.filter(({ isReply }) => !isReply)) {
    const body = facts.patch === 0 ? renderCover(facts, mails, sources) : renderPatch(facts, sources)
    built.set(facts.messageId, { facts, body })
  }
  const patchBodies = new Map([...built.values()].map(({ facts, body }) => [`${facts.version}/${facts.patch}`, body]))
  for (const facts of mails.filter(({ isReply }) => isReply)) {
    const parent = built.get(facts.inReplyTo ?? '')
    const lines = sources.replies.get(facts.messageId)
    if (parent === undefined || lines === undefined) throw new Error(`No parent or no text for ${facts.messageId}`)
    const body = renderReply(facts, lines, parent, patchBodies.get(`${facts.version}/${facts.patch}`) ?? '')
    built.set(facts.messageId, { facts, body })
  }
  return mails.map((facts) => {
    const found = built.get(facts.messageId)
    if (found === undefined) throw new Error(`${facts.messageId} is not in the table of mails`)
    return { facts, mail: renderMail(found, list) }
  })
}

/** The signature of the original mails: the git version of that time. */
const SIGNATURE = ['-- ', '2.21.3', '']

function messageOf(sources: SampleSources, patch: number): SampleMessage {
  const found = sources.messages.find((message) => message.patch === patch)
  if (found === undefined) throw new Error(`No message for patch ${patch}`)
  return found
}

function renderPatch({ version, patch }: MailFacts, sources: SampleSources): string {
  const message = messageOf(sources, patch)
  return [
    ...(message.author === null ? [] : [`From: ${message.author}`, '']),
    ...messageLines(message, version),
    '---',
    ...message.below,
    ...sources.standIns.flatMap((file) => diffStandIn(file, version, patch)),
    ...SIGNATURE,
  ].join('\n')
}

/** The body of a cover letter: text, titles by author and base commit, in the order of git format-patch. */
function renderCover({ version, from }: MailFacts, mails: readonly MailFacts[], sources: SampleSources): string {
  const message = messageOf(sources, 0)
  const patches = mails
    .filter((mail) => !mail.isReply && mail.version === version && mail.patch > 0)
    .sort((a, b) => a.patch - b.patch)
  const byAuthor = groupBy(patches, ({ patch }) => (messageOf(sources, patch).author ?? from).replace(/\s*<.*/, ''))
  const authors = [...byAuthor].sort(([a], [b]) => compareText(a, b))
  return [
    ...messageLines(message, version),
    ...authors.flatMap(([author, own]) => [`${author} (${own.length}):`, ...own.map(({ title }) => `  ${title}`), '']),
    `base-commit: ${message.bases.get(version) ?? ''}`,
    ...SIGNATURE,
  ].join('\n')
}

function renderMail({ facts, body }: Answered, list: string): string {
  // The archive has the copies of one list, although the mails went to many people and lists.
  const headers = [
    MBOXRD_SEPARATOR,
    'X-Reroll-Reconstruction: yes',
    `Received: by vger.kernel.org; ${new Date(facts.received).toUTCString().replace('GMT', '+0000')}`,
    `From: ${facts.from}`,
    `Subject: ${facts.subject}`,
    `Date: ${facts.date}`,
    `Message-ID: <${facts.messageId}>`,
    ...(facts.inReplyTo === null ? [] : [`In-Reply-To: <${facts.inReplyTo}>`]),
    `X-Mailing-List: ${list}`,
    ...(isAscii(body) ? [] : ['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit']),
  ]
  return `${headers.join('\n')}\n\n${quoteFromLines(body)}\n`
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character < '\u0080')
}
