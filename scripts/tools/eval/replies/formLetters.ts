import type { Db } from '../../../../db/open'
import { type CheckResult, type Finding, isMarked, openRawMails, wordsOf } from './finding'
import type { RawMail } from './rawText'

interface Row {
  readonly message: number
  readonly id: string
  readonly thread: number
  readonly name: string
  readonly email: string
}

interface Standing extends Row {
  readonly position: string
  readonly quote: string
}

/** What a sender repeats in so many threads is a form. */
const MANY_THREADS = 5
/** A sentence of fewer words may be said again and meant each time. */
const FEW_WORDS = 6

/**
 * Checks that no standing comes from what nobody wrote for the mail: automatic mail, a bot, the list of commits of a thank-you letter, or a
 * paragraph of two or more sentences that its sender repeats in five threads. Tags, refusals and "applied" are statements wherever they are.
 * A single sentence that its sender repeats is listed.
 */
export function checkFormLetters(db: Db): CheckResult {
  const standings = db
    .prepare<[], Standing>(
      `SELECT DISTINCT standings.message, messages.message_id AS id, places.thread, messages.from_name AS name,
              messages.from_email AS email, standings.position, standings.quote
       FROM standings JOIN messages ON messages.id = standings.message JOIN places ON places.message = standings.message
       ORDER BY standings.message, standings.quote`,
    )
    .all()
  const readMail = openRawMails(db)
  const senders = new Set(standings.map(({ email }) => email))
  const written = readParagraphs(db, senders, readMail)
  const findings = standings.flatMap((standing): Finding[] => {
    const kind = judge(standing, readMail(standing.message), written.get(standing.email) ?? [])
    const { id, position, quote } = standing
    return kind === undefined ? [] : [{ ...kind, id, text: `${kind.text}: ${position}: ${quote}` }]
  })
  return { name: 'standings from form letters', counts: `${standings.length} standings`, findings }
}

/** A paragraph that somebody wrote, as words between blanks. */
interface Written {
  readonly thread: number
  readonly words: string
  readonly sentences: number
}

function readParagraphs(
  db: Db,
  senders: ReadonlySet<string>,
  readMail: (message: number) => RawMail,
): Map<string, Written[]> {
  const rows = db
    .prepare<[], { message: number; thread: number; email: string }>(
      `SELECT places.message, places.thread, messages.from_email AS email
       FROM places JOIN messages ON messages.id = places.message WHERE places.kind = 'reply'`,
    )
    .all()
  const written = new Map<string, Written[]>()
  for (const { message, thread, email } of rows) {
    if (!senders.has(email)) continue
    const list = written.get(email) ?? []
    written.set(email, list)
    for (const text of paragraphsOf(readMail(message).text)) list.push({ thread, ...measure(text) })
  }
  return written
}

/** The paragraphs of a mail without marked quotations and without the signature. */
function paragraphsOf(text: string): string[] {
  const [letter = ''] = text.split(/^-- ?$/m)
  const lines = letter.split('\n').map((line) => (isMarked(line) ? '' : line.trim()))
  return lines.join('\n').split(/\n{2,}/)
}

function measure(text: string): Pick<Written, 'words' | 'sentences'> {
  const sentences = text.split(/[.!?](?:\s|$)/).filter((one) => wordsOf(one).length > 0)
  return { words: ` ${wordsOf(text).join(' ')} `, sentences: sentences.length }
}

function judge(
  { name, email, position, quote }: Standing,
  mail: RawMail,
  written: readonly Written[],
): Pick<Finding, 'kind' | 'text'> | undefined {
  if (isAutomatic(mail)) return { kind: 'wrong', text: 'automatic mail' }
  if (isBot(name, email)) return { kind: 'wrong', text: 'bot' }
  if (['applied', 'approves', 'tested', 'nak'].includes(position)) return undefined
  if (listsCommits(mail.text)) return { kind: 'wrong', text: 'thank-you letter' }
  const words = wordsOf(quote)
  if (words.length < FEW_WORDS) return undefined
  const said = ` ${words.join(' ')} `
  const paragraphs = written.filter((one) => one.words.includes(said))
  const threads = countThreads(paragraphs)
  if (threads < MANY_THREADS) return undefined
  const forms = paragraphs.filter(({ sentences }) => sentences > 1)
  const isForm = forms.some(
    ({ words: form }) => countThreads(forms.filter((one) => one.words === form)) >= MANY_THREADS,
  )
  return { kind: isForm ? 'wrong' : 'repeated sentence', text: `in ${threads} threads` }
}

function countThreads(paragraphs: readonly Written[]): number {
  return new Set(paragraphs.map(({ thread }) => thread)).size
}

/** RFC 3834 and what responders write. */
function isAutomatic({ header }: RawMail): boolean {
  const submitted = header('auto-submitted').toLowerCase()
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    /^auto.?reply/i.test(header('precedence')) ||
    /^(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office)\b/i.test(header('subject'))
  )
}

/** By the name and the address alone, as a reader would. */
function isBot(name: string, email: string): boolean {
  const words = wordsOf(`${name} ${email.split('@')[0] ?? ''}`).flatMap((word) => word.split('_'))
  const names = ['bot', 'robot', 'syzbot', 'lkp', 'noreply', 'patchwork', 'kernelci', 'patchew', 'buildbot', 'jenkins']
  return words.some((word) => names.includes(word) || word === 'daemon') || /\bCI\b/.test(name)
}

/** Whether the sender lists patches with the commits that they became, as `b4 ty` does. */
function listsCommits(text: string): boolean {
  const lines = text.split('\n').filter((line) => !isMarked(line))
  return lines.some((line, index) => {
    const next = `${lines[index + 1] ?? ''} ${lines[index + 2] ?? ''}`
    return /^\s*\[\d+\/\d+\] \S/.test(line) && /commit: \S|no commit info|\/[0-9a-f]{10,40}\b/.test(next)
  })
}
