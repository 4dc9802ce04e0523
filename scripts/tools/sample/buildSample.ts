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

/** Everything that the sample is built from. */
export interface SampleSources {
  readonly mails: readonly MailFacts[]
  readonly messages: readonly SampleMessage[]
  readonly replies: ReadonlyMap<string, readonly string[]>
  readonly standIns: readonly StandIn[]
}

/** Reads the texts from a folder with the layout of sample/. Throws if one is missing or malformed. */
export function readSources(folder: string): SampleSources {
  const read = (...names: readonly string[]): string => readFileSync(join(folder, ...names), 'utf8')
  const code = readdirSync(join(folder, 'code')).sort()
  return {
    mails: parseMailFacts(read('mails.tsv')),
    messages: parseMessages(read('messages.txt')),
    replies: parseReplies(read('replies.txt')),
    standIns: code.flatMap((name) => parseStandIns(read('code', name))).sort((a, b) => compareText(a.path, b.path)),
  }
}

/** Builds the sample as one mboxrd, mails in order of receipt. The same sources always give the same bytes. */
export function buildSample(sources: SampleSources): string {
  const built = new Map<string, Answered>()
  for (const facts of sources.mails.filter(({ isReply }) => !isReply)) {
    const body = facts.patch === 0 ? renderCover(facts, sources) : renderPatch(facts, sources)
    built.set(facts.messageId, { facts, body })
  }
  const patchBodies = new Map([...built.values()].map(({ facts, body }) => [`${facts.version}/${facts.patch}`, body]))
  for (const facts of sources.mails.filter(({ isReply }) => isReply)) {
    const parent = built.get(facts.inReplyTo ?? '')
    const lines = sources.replies.get(facts.messageId)
    if (parent === undefined || lines === undefined) throw new Error(`No parent or no text for ${facts.messageId}`)
    const body = renderReply(facts, lines, parent, patchBodies.get(`${facts.version}/${facts.patch}`) ?? '')
    built.set(facts.messageId, { facts, body })
  }
  return sources.mails.map(({ messageId }) => renderMail(messageId, built)).join('')
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
    ...sources.standIns.flatMap((file) => diffStandIn(file, version, patch)),
    ...SIGNATURE,
  ].join('\n')
}

/** The body of a cover letter: text, titles by author and base commit, in the order of git format-patch. */
function renderCover({ version, from }: MailFacts, sources: SampleSources): string {
  const message = messageOf(sources, 0)
  const patches = sources.mails
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

function renderMail(messageId: string, built: ReadonlyMap<string, Answered>): string {
  const found = built.get(messageId)
  if (found === undefined) throw new Error(`${messageId} is not in the table of mails`)
  const { facts, body } = found
  // The archive has the copies of one list, although the mails went to many people and lists.
  const headers = [
    MBOXRD_SEPARATOR,
    'X-Reroll-Reconstruction: yes',
    `Received: by vger.kernel.org; ${new Date(facts.received).toUTCString().replace('GMT', '+0000')}`,
    `From: ${facts.from}`,
    `Subject: ${facts.subject}`,
    `Date: ${facts.date}`,
    `Message-ID: <${messageId}>`,
    ...(facts.inReplyTo === null ? [] : [`In-Reply-To: <${facts.inReplyTo}>`]),
    'X-Mailing-List: linux-s390@vger.kernel.org',
    ...(isAscii(body) ? [] : ['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit']),
  ]
  return `${headers.join('\n')}\n\n${quoteFromLines(body)}\n`
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character < '\u0080')
}
