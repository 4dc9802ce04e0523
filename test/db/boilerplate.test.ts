import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeBackup } from '../../db/backup'
import { openWriter } from '../../db/migrate'
import { type Db, openReader } from '../../db/open'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { dump } from '../support/dump'
import { databaseOf, ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail, replaceLine } from '../support/mail'
import { pureOutline, storedOutline } from '../support/outline'
import { tempFolder } from '../support/tempFolder'

const FORM = 'The tree that has it is tested by robots.\nIf problems are found, please send a followup patch.\n'
const MAYA = 'Maya Maint <maya@example.org>'
const EVE = 'Eve <eve@evil.example>'

const patch = (topic: number): MailParts => ({
  id: `p${topic}@x`,
  subject: `[PATCH] area${topic}: turn the ${topic}th valve`,
  body: replaceLine(`f${topic}.c`, `new ${topic}`),
  minutes: topic,
})
const reply = (topic: number, body: string, from = MAYA, name = 'r'): MailParts => ({
  id: `${name}${topic}@x`,
  subject: `Re: ${patch(topic).subject}`,
  body,
  from,
  inReplyTo: `p${topic}@x`,
  minutes: 100 + topic,
})
const topics = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const archive = (count: number, body = FORM): MailParts[] =>
  topics(count).flatMap((topic) => [patch(topic), reply(topic, body)])

const open = (mails: readonly MailParts[]) => databaseOf(mails.map(mail))
const said = (db: Db) =>
  db
    .prepare<[], string>(
      `SELECT messages.key || ' ' || positions.position FROM positions JOIN messages ON messages.id = positions.message
       ORDER BY 1`,
    )
    .pluck()
    .all()
const countOf = (db: Db, table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()
const folder = tempFolder()

describe('a paragraph that one sender repeats', () => {
  it('asks for something in four threads, and for nothing once it is in five', async () => {
    const db = await open(archive(4))
    expect(said(db)).toHaveLength(4)
    await ingestMails(db, [mail(patch(5)), mail(reply(5, FORM))])
    expect(said(db)).toEqual([])
    expect(countOf(db, 'remarks')).toBe(0)
    expect(countOf(db, 'boilerplate')).toBe(1)
  })

  it('asks again when a mail of the five is hidden, and leaves nothing of it', async () => {
    const db = await open(archive(5))
    hideMessage(db, 'r3@x' as MessageId)
    expect(said(db)).toHaveLength(4)
    db.exec('DELETE FROM hidden')
    const never = await open(archive(5).filter(({ id }) => id !== 'r3@x'))
    expect(dump(db)).toEqual(dump(never))
  })

  it('is forgotten when all mails that have it are hidden', async () => {
    const db = await open(archive(5))
    for (const topic of topics(5)) hideMessage(db, `r${topic}@x` as MessageId)
    expect([countOf(db, 'paragraphs'), countOf(db, 'boilerplate')]).toEqual([0, 0])
  })

  it('counts once in a thread, however often it is said there', async () => {
    const repeated = topics(8).map((at) => ({ ...reply(1, FORM), id: `s${at}@x`, minutes: 200 + at }))
    const db = await open([patch(1), ...repeated])
    expect(countOf(db, 'boilerplate')).toBe(0)
    expect(said(db).length).toBeGreaterThan(0)
  })

  it('counts for its sender alone: strangers who repeat the words of somebody change nothing for them', async () => {
    const mails = [
      patch(1),
      reply(1, FORM),
      ...topics(9).flatMap((topic) => [patch(topic + 1), reply(topic + 1, FORM, EVE)]),
    ]
    const db = await open(mails)
    expect(said(db)).toEqual(['r1@x requests-changes'])
  })

  it('is no tag, NAK, statement of application or short sentence: these count each time', async () => {
    const body = `${FORM}NAK. Wrong?\n\nApplied, thanks. ${FORM}\nAcked-by: ${MAYA}\n`
    const db = await open(archive(5, body))
    const one = said(db).filter((line) => line.startsWith('r1@x'))
    expect(one.sort()).toEqual(['r1@x applied', 'r1@x approves', 'r1@x nak', 'r1@x requests-changes'])
  })

  it('changes nothing about what else its mails say', async () => {
    const db = await open(archive(5, `Please rename the valve.\n\n${FORM}`))
    expect(said(db)).toEqual(topics(5).map((topic) => `r${topic}@x requests-changes`))
  })

  it('is one paragraph in any wrapping and case and with any marks', async () => {
    const bodies = [FORM, FORM.replace(/\n/g, ' '), FORM.toUpperCase(), FORM.replace(/ /g, '  '), `"${FORM.trim()}"`]
    const db = await open(bodies.flatMap((body, at) => [patch(at + 1), reply(at + 1, body)]))
    expect(countOf(db, 'boilerplate')).toBe(1)
  })
})

describe('the tables of repeated paragraphs', () => {
  const ALL = [...archive(6), reply(2, FORM, EVE, 'e'), { ...reply(3, 'Words.\n'), id: 'w3@x' }]

  it('are the same in whatever order and batches mails come and go', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 6 }),
        fc.shuffledSubarray(
          ALL.map(({ id }) => id),
          { maxLength: 3 },
        ),
        async (seed, size, gone) => {
          const waiting = shuffle(ALL, seed).map(mail)
          const db = openWriter(':memory:')
          while (waiting.length > 0) await ingestMails(db, waiting.splice(0, size))
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          for (const id of gone) hideMessage(db, id as MessageId)
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          const before = dump(db)
          await rebuild(db, { resume: false, batch: size, largest: 3 })
          expect(dump(db)).toEqual(before)
          db.close()
        },
      ),
      { numRuns: 12 },
    )
  })

  it('follow threads that a late mail joins', async () => {
    // Five threads until the mail that all of them answer comes.
    const late = topics(5).map(
      (topic): MailParts => ({ ...reply(topic, FORM), inReplyTo: 'p1@x', subject: 'Re: late' }),
    )
    const roots = late.map((one, at) => ({ ...one, inReplyTo: `gone${at}@x` }))
    const joins = topics(5).map((at): MailParts => ({ ...reply(1, 'Words.\n'), id: `gone${at - 1}@x` }))
    const db = await open([patch(1), ...roots])
    expect(countOf(db, 'boilerplate')).toBe(1)
    await ingestMails(db, joins.map(mail))
    expect(countOf(db, 'boilerplate')).toBe(0)
    expect(storedOutline(db)).toEqual(await pureOutline(db))
  })

  it('are part of a backup', async () => {
    const path = `${folder}/archive.sqlite`
    const db = openWriter(path)
    await ingestMails(db, archive(5).map(mail))
    writeBackup(path, `${folder}/copy.sqlite`)
    const copy = openReader(`${folder}/copy.sqlite`)
    expect(dump(copy)).toEqual(dump(db))
    copy.close()
    db.close()
  })

  it('hold at most 20 paragraphs of a mail', async () => {
    const body = topics(500)
      .map((at) => `Please mind the rule number ${at} of this list. It is new.\n`)
      .join('\n')
    const db = await open([patch(1), reply(1, body)])
    expect(countOf(db, 'paragraphs')).toBe(20)
  })
})
