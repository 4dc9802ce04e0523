import { deriveMails, type WholeMail } from '../../../lib/derive/deriveMails'
import type { MessageId } from '../../../lib/mail/types'
import type { Row, Section } from './row'

/** Made-up archives that are derived in memory, at three sizes each: twice the mails should take twice the time. */
export const DERIVING: Section = {
  name: 'derive',
  about: 'long series, long threads and busy authors, derived in memory',
  run: ({ quick }) => {
    const sizes = quick ? [5, 10] : [125, 250, 500]
    deriveMails(makeSeries(20, 2))
    return Promise.resolve([
      ...rowsOf('patches in each of 4 versions, a reply to each', sizes, (size) => makeSeries(size, 4)),
      ...rowsOf(
        'replies in one chain',
        sizes.map((size) => size * 10),
        makeChain,
      ),
      ...rowsOf(
        'patches of one author with one title',
        sizes.map((size) => size * 4),
        makeNamesakes,
      ),
    ])
  },
}

function rowsOf(what: string, sizes: readonly number[], make: (size: number) => readonly WholeMail[]): Row[] {
  return sizes.map((size) => {
    const mails = make(size)
    const before = process.cpuUsage()
    deriveMails(mails)
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1_000
    return {
      section: 'Derivation of connected mails',
      what: `${size.toLocaleString('en')} ${what}`,
      figure: `CPU ${Math.round(ms)} ms, ${(ms / mails.length).toFixed(2)} ms per mail`,
    }
  })
}

interface Draft {
  readonly id: string
  readonly subject: string
  readonly answers: readonly string[]
  readonly author: string
  readonly body: string
  readonly hours: number
}

function toMail({ id, subject, answers, author, body, hours }: Draft): WholeMail {
  const name = (word: string) => `${word}@example.org` as MessageId
  const ms = Date.UTC(2024, 0, 1) + hours * 3_600_000
  return {
    key: name(id),
    messageId: name(id),
    outerIds: [],
    subject,
    from: { name: author, email: `${author.toLowerCase()}@example.org` },
    receivedMs: ms,
    references: answers.map(name),
    hasDiff: body.includes('\ndiff --git '),
    body,
    succession: '',
    automatic: false,
    lists: ['list@example.org'],
    recipients: [],
  }
}

function patchText(number: number, word: string): string {
  const path = `drivers/unit${number}.c`
  return `Do it to unit ${number}.\n\nSigned-off-by: Ada <ada@example.org>\n---\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,3 +1,5 @@\n begin ${number}\n+first of ${number} ${word};\n+second of ${number};\n middle ${number}\n end ${number}\n-- \n2.40\n`
}

function makeSeries(patches: number, versions: number): WholeMail[] {
  return Array.from({ length: versions }, (_, at) => at + 1).flatMap((version) => {
    const tag = version === 1 ? 'PATCH' : `PATCH v${version}`
    const post = (number: number, subject: string, body: string): Draft => ({
      id: `v${version}-${number}`,
      subject: `[${tag} ${number}/${patches}] ${subject}`,
      answers: number === 0 ? [] : [`v${version}-0`],
      author: 'Ada',
      body,
      hours: version * 400,
    })
    const numbers = Array.from({ length: patches }, (_, at) => at + 1)
    const reply = (number: number): Draft => ({
      id: `v${version}-${number}-reply`,
      subject: `Re: [${tag} ${number}/${patches}] unit${number}: Do it to every unit`,
      answers: [`v${version}-${number}`, `v${version}-0`],
      author: 'Rex',
      body: `On Monday, Ada wrote:\n> +first of ${number} one;\n\nWhy is that?\n\nReviewed-by: Rex <rex@example.org>\n`,
      hours: version * 400 + 1,
    })
    return [
      post(0, 'Do it to every unit there is', 'What this is about.\n'),
      ...numbers.map((number) =>
        post(number, `unit${number}: Do it to every unit`, patchText(number, (version + number) % 3 ? 'one' : 'two')),
      ),
      ...numbers.map(reply),
    ].map(toMail)
  })
}

function makeChain(replies: number): WholeMail[] {
  const root: Draft = {
    id: 'root',
    subject: '[PATCH] unit1: Do it to every unit',
    answers: [],
    author: 'Ada',
    body: patchText(1, 'one'),
    hours: 0,
  }
  const answer = (_: unknown, at: number): Draft => ({
    id: `reply-${at}`,
    subject: 'Re: [PATCH] unit1: Do it to every unit',
    answers: [at === 0 ? 'root' : `reply-${at - 1}`],
    author: `Rex${at % 50}`,
    body: `On Monday, Ada wrote:\n> +first of 1 one;\n\nI think that this is wrong in place ${at}.\n`,
    hours: at + 1,
  })
  return [root, ...Array.from({ length: replies }, answer)].map(toMail)
}

function makeNamesakes(count: number): WholeMail[] {
  const draft = (_: unknown, at: number): Draft => ({
    id: `nightly-${at}`,
    subject: '[PATCH] lists: Update the list of all things',
    answers: [],
    author: 'Bot',
    body: patchText(at % 7, `night ${at}`),
    hours: at * 24,
  })
  return Array.from({ length: count }, draft).map(toMail)
}
