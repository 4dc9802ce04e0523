import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compareText } from '../../../lib/byTime'
import { MBOXRD_SEPARATOR, quoteFromLines } from '../../../lib/mail/mboxrd'
import { diffStandIn } from './code'
import {
  type InventedMail,
  type InventedPosting,
  type InventedSeries,
  type InventedText,
  parseInvented,
} from './inventedSource'
import type { MailFacts } from './mailFacts'
import { type Answered, renderWords } from './sampleReplies'

/** Says in the posting itself what the header of every mail says: nobody of it exists. */
const MARK = '(Invented for the sample of Reroll: these people, this list and this code do not exist.)'

/** A mail with what it is sent to. */
interface InventedBuilt extends Answered {
  readonly to: readonly string[]
  readonly list: string
}

/** Reads the texts of the invented series from a folder with the layout of sample/. Throws if one is malformed. */
export function readInvented(folder: string): InventedSeries[] {
  const names = readdirSync(join(folder, 'invented')).sort()
  return names.map((name) =>
    parseInvented(basename(name, '.txt'), readFileSync(join(folder, 'invented', name), 'utf8')),
  )
}

/** Builds the mails of all invented series as one mboxrd, in order of receipt. The same sources always give the same bytes. */
export function buildInvented(all: readonly InventedSeries[]): string {
  return all
    .flatMap(buildSeries)
    .sort(
      (a, b) => compareText(a.facts.received, b.facts.received) || compareText(a.facts.messageId, b.facts.messageId),
    )
    .map(renderMail)
    .join('')
}

function buildSeries(series: InventedSeries): InventedBuilt[] {
  const built = new Map<string, InventedBuilt>()
  for (const posting of series.postings)
    for (const mail of buildPosting(series, posting)) built.set(`${posting.version}/${mail.facts.patch}`, mail)
  for (const mail of series.mails) {
    const parent = mail.parent === null ? undefined : built.get(mail.parent)
    if (mail.parent !== null && parent === undefined)
      throw new Error(`${series.name}: ${mail.name} answers ${mail.parent}, which is not above it`)
    built.set(mail.name, buildMail(series, mail, parent, built))
  }
  return [...built.values()]
}

/** A cover letter, unless there is one patch, and the patches, a second apart. */
function buildPosting(series: InventedSeries, posting: InventedPosting): InventedBuilt[] {
  const patches = series.texts.filter((text) => text.patch > 0 && isIn(text, posting))
  const covers = patches.length > 1 ? series.texts.filter(({ patch }) => patch === 0) : []
  const head = idOf(series, posting, 1)
  return [...covers, ...patches].map((text, at) => {
    const sentMs = Date.parse(posting.sent) + at * 1_000
    const facts: MailFacts = {
      ...timesOf(sentMs),
      messageId: idOf(series, posting, at + 1),
      inReplyTo: at === 0 ? null : head,
      from: series.author,
      subject: `${bracket(series, posting, text, patches.length)} ${text.title}`,
      version: posting.version,
      patch: text.patch,
      title: text.title,
      isReply: false,
    }
    const body =
      text.patch === 0 ? renderCover(series, posting, text, patches) : renderPatch(series, posting, text, covers)
    return { to: series.to, list: series.list, facts, body }
  })
}

function isIn({ lines }: InventedText, { version }: InventedPosting): boolean {
  return lines.some(({ versions }) => versions.has(version))
}

/** As git send-email makes it: the time, what stands for the number of the process, and the number of the mail. */
function idOf({ name, author }: InventedSeries, { sent }: InventedPosting, number: number): string {
  return `${sent.replace(/\D/g, '')}.${name}-${number}-${addressOf(author)}`
}

function bracket(
  { prefix }: InventedSeries,
  { version }: InventedPosting,
  { patch }: InventedText,
  total: number,
): string {
  const words = [prefix, ...(version === 1 ? [] : [`v${version}`]), ...(total === 1 ? [] : [`${patch}/${total}`])]
  return `[${words.join(' ')}]`
}

function textIn({ lines }: InventedText, { version }: InventedPosting): string[] {
  return lines.filter(({ versions }) => versions.has(version)).map(({ text }) => text)
}

function renderCover(
  series: InventedSeries,
  posting: InventedPosting,
  text: InventedText,
  patches: readonly InventedText[],
): string {
  const titles = patches.map(({ title }) => `  ${title}`)
  return [
    MARK,
    '',
    ...textIn(text, posting),
    '',
    `${nameOf(series.author)} (${patches.length}):`,
    ...titles,
    '',
    ...SIGNATURE,
  ].join('\n')
}

/** A patch; below its `---` the mark, if no cover letter has it, and the diffstat. */
function renderPatch(
  series: InventedSeries,
  posting: InventedPosting,
  text: InventedText,
  covers: readonly InventedText[],
): string {
  const diffs = series.files.flatMap((file) => {
    const lines = diffStandIn(file, posting.version, text.patch)
    return lines.length === 0 ? [] : [{ path: file.path, lines }]
  })
  if (diffs.length === 0) throw new Error(`${series.name}: patch ${text.patch} changes nothing in v${posting.version}`)
  // A line `---` in the text parts the commit message from the notes, as git am does.
  const [message, notes] = splitAt(textIn(text, posting), '---')
  return [
    ...message,
    '---',
    ...(covers.length > 0 ? [] : [MARK, '']),
    ...notes,
    ...(notes.length === 0 ? [] : ['']),
    ...diffStat(diffs),
    '',
    ...diffs.flatMap(({ lines }) => lines),
    ...SIGNATURE,
  ].join('\n')
}

const SIGNATURE = ['-- ', '2.37.3', '']

function splitAt(lines: readonly string[], mark: string): readonly [readonly string[], readonly string[]] {
  const at = lines.indexOf(mark)
  return at < 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at + 1)]
}

function diffStat(diffs: readonly { readonly path: string; readonly lines: readonly string[] }[]): string[] {
  const width = Math.max(...diffs.map(({ path }) => path.length))
  const counts = diffs.map(({ path, lines }) => ({ path, added: count(lines, '+'), removed: count(lines, '-') }))
  const sum = (of: 'added' | 'removed'): number => counts.reduce((total, one) => total + one[of], 0)
  const size = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`
  const [added, removed] = [sum('added'), sum('removed')]
  return [
    ...counts.map((one) => {
      const marks = '+'.repeat(one.added) + '-'.repeat(one.removed)
      return ` ${one.path.padEnd(width)} | ${String(marks.length).padStart(2)} ${marks}`
    }),
    [
      ` ${size(diffs.length, 'file')} changed`,
      ...(added === 0 ? [] : [`${size(added, 'insertion')}(+)`]),
      ...(removed === 0 ? [] : [`${size(removed, 'deletion')}(-)`]),
    ].join(', '),
  ]
}

/** The lines of a diff that begin with this character, without the names of the file. */
function count(lines: readonly string[], sign: '+' | '-'): number {
  return lines.filter((line) => line.startsWith(sign) && !line.startsWith(`${sign.repeat(3)} `)).length
}

function buildMail(
  series: InventedSeries,
  mail: InventedMail,
  parent: InventedBuilt | undefined,
  built: ReadonlyMap<string, InventedBuilt>,
): InventedBuilt {
  const { version = 1, patch = 0, title = '' } = parent?.facts ?? {}
  const subject = mail.subject ?? `Re: ${parent?.facts.subject.replace(/^Re: /, '') ?? ''}`
  const facts: MailFacts = {
    ...timesOf(Date.parse(mail.sent)),
    messageId: `${mail.sent.replace(/\D/g, '')}.${series.name}-${mail.name}-${addressOf(mail.from)}`,
    inReplyTo: parent?.facts.messageId ?? null,
    from: mail.from,
    subject,
    ...{ version, patch, title, isReply: parent !== undefined },
  }
  const body =
    parent === undefined
      ? mail.lines.join('\n')
      : renderWords(facts, mail.lines, parent, built.get(`${version}/${patch}`)?.body ?? '').join('\n')
  const others = [series.author, ...series.to].filter((person) => person !== mail.from)
  return { to: mail.to.length > 0 ? mail.to : others, list: series.list, facts, body: `${body}\n` }
}

/** The list gets a mail forty seconds after it was sent. */
function timesOf(sentMs: number): Pick<MailFacts, 'received' | 'date'> {
  return {
    received: new Date(sentMs + 40_000).toISOString(),
    date: new Date(sentMs).toUTCString().replace('GMT', '+0000'),
  }
}

function nameOf(from: string): string {
  return from.replace(/\s*<.*/, '')
}

function addressOf(from: string): string {
  return from.replace(/^.*<|>$/g, '')
}

function renderMail({ to, list, facts, body }: InventedBuilt): string {
  const headers = [
    MBOXRD_SEPARATOR,
    'X-Reroll-Invented: yes',
    `Received: by lists.example.org; ${new Date(facts.received).toUTCString().replace('GMT', '+0000')}`,
    `From: ${facts.from}`,
    `To: ${to.join(', ')}`,
    `Cc: ${list}`,
    `Subject: ${facts.subject}`,
    `Date: ${facts.date}`,
    `Message-ID: <${facts.messageId}>`,
    ...(facts.inReplyTo === null ? [] : [`In-Reply-To: <${facts.inReplyTo}>`]),
    `X-Mailing-List: ${list}`,
  ]
  return `${headers.join('\n')}\n\n${quoteFromLines(body)}\n`
}
