import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MBOXRD_SEPARATOR, quoteFromLines } from '../../../lib/mail/mboxrd'
import { diffStandIn, parseStandIns, type StandIn } from './code'
import { type MailFacts, parseMailFacts } from './facts'
import { messageLines, parseMessages, type SampleMessage } from './messages'
import { type Answered, parseReplies, renderReply } from './replies'

/** Where the texts of the sample stand. */
export const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../../sample')

/** All that the sample is built from. */
export interface SampleSources {
  readonly mails: readonly MailFacts[]
  readonly messages: readonly SampleMessage[]
  readonly replies: ReadonlyMap<string, readonly string[]>
  readonly standIns: readonly StandIn[]
}

/** Reads the texts of a folder laid out as sample/. Throws when one is missing or not readable. */
export function readSources(folder: string): SampleSources {
  const read = (...names: readonly string[]): string => readFileSync(join(folder, ...names), 'utf8')
  const code = readdirSync(join(folder, 'code')).sort()
  return {
    mails: parseMailFacts(read('mails.tsv')),
    messages: parseMessages(read('messages.txt')),
    replies: parseReplies(read('replies.txt')),
    standIns: code
      .flatMap((name) => parseStandIns(read('code', name)))
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  }
}

/** The sample as one mboxrd: the mails in the order of their receipt. The same sources give the same bytes. */
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

/** git's version of that time, as the mails were signed. */
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

/** The text, the titles by author and the commit it is based on, as git format-patch puts them. */
function renderCover({ version, from }: MailFacts, sources: SampleSources): string {
  const message = messageOf(sources, 0)
  const patches = sources.mails
    .filter((mail) => !mail.isReply && mail.version === version && mail.patch > 0)
    .sort((a, b) => a.patch - b.patch)
  const byAuthor = new Map<string, string[]>()
  for (const { patch, title } of patches) {
    const author = (messageOf(sources, patch).author ?? from).replace(/\s*<.*/, '')
    byAuthor.set(author, [...(byAuthor.get(author) ?? []), title])
  }
  const authors = [...byAuthor].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...messageLines(message, version),
    ...authors.flatMap(([author, titles]) => [
      `${author} (${titles.length}):`,
      ...titles.map((title) => `  ${title}`),
      '',
    ]),
    `base-commit: ${message.bases.get(version) ?? ''}`,
    ...SIGNATURE,
  ].join('\n')
}

function renderMail(messageId: string, built: ReadonlyMap<string, Answered>): string {
  const found = built.get(messageId)
  if (found === undefined) throw new Error(`${messageId} is not in the table of mails`)
  const { facts, body } = found
  // The archive kept what one list received; the mails went to many people and lists.
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
