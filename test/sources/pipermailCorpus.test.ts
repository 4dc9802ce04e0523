import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { parseMessage } from '../../lib/mail/message'
import type { Message } from '../../lib/mail/types'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { ingestFiles, readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

/** Mailman/Archiver/HyperArch.py, Article.as_text: obscures every address, wherever it appears. */
const obscure = (text: string) => text.replace(/([-+,.\w]+)@([-+.\w]+)/g, '$1 at $2')

/** The headers that pipermail keeps. */
function headersOf({ messageId, subject, references, sentAtMs }: Message): string {
  const [parent] = references
  const date = new Date(sentAtMs ?? 0).toUTCString().replace('GMT', '+0000')
  const reply = parent === undefined ? '' : `In-Reply-To: <${parent}>\n`
  return `Date: ${date}\nSubject: ${subject}\n${reply}Message-ID: <${messageId}>\n`
}

const quoteFrom = (text: string) => text.replace(/^From /gm, '>From ')
const ctime = ({ sentAtMs }: Message) =>
  new Date(sentAtMs ?? 0).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 $4')

function asMbox(message: Message): string {
  const { from, body } = message
  const name = /^[\w ]*$/.test(from.name) ? from.name : `"${from.name}"`
  return `From ${from.email}  ${ctime(message)}\nFrom: ${name} <${from.email}>\n${headersOf(message)}\n${quoteFrom(body).replace(/\n*$/, '\n')}\n`
}

function asPipermail(message: Message): string {
  const { from, body } = message
  const email = obscure(from.email)
  return `From ${email}  ${ctime(message)}\nFrom: ${email} (${from.name})\n${headersOf(message)}\n${quoteFrom(obscure(body)).replace(/\n*$/, '\n')}\n`
}

describeWithCorpus('real mail as pipermail keeps it', () => {
  it('gives the same series, versions, patches and comparisons as the mbox of the same mail', async () => {
    const messages: Message[] = []
    for (const raw of readMails(corpusPath('vfio-device-life-cycle.mbox'))) {
      const parsed = await parseMessage(raw)
      // The archive cannot keep bytes without a charset.
      if (parsed.kind === 'message' && /^[\t\n\x20-\x7e]*$/.test(parsed.message.body)) messages.push(parsed.message)
    }
    expect(messages.length).toBeGreaterThan(100)
    const folder = tempFolder()
    const [mbox, month] = [join(folder, 'list.mbox'), join(folder, '2022-September.txt')]
    writeFileSync(mbox, messages.map(asMbox).join(''))
    writeFileSync(month, messages.map(asPipermail).join(''))
    const [wanted, found] = [openWriter(':memory:'), openWriter(':memory:')]
    await ingestFiles(wanted, mbox)
    expect(await ingestFiles(found, month)).toMatchObject({
      read: messages.length,
      rejected: 0,
      series: 1,
      versions: 4,
    })
    const [a, b] = [dump(wanted), dump(found)]
    // An address inside a sentence cannot be distinguished from English, so a few replies keep the archive's text.
    const different = (table: string) => (a[table] ?? []).filter((row) => !(b[table] ?? []).includes(row)).length
    const ofText = ['mails', 'messages', 'mail_search', 'word_pairs']
    for (const table of ofText) expect([table, different(table) < 5]).toEqual([table, true])
    for (const table of Object.keys(a)) {
      if (!ofText.includes(table)) expect({ table, rows: b[table] }).toEqual({ table, rows: a[table] })
    }
  })
})
