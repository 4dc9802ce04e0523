import { describe, expect, it } from 'vitest'
import { MboxLimit } from '../../db/queries/mail/mboxLimit'
import { getThreadMbox } from '../../db/queries/mail/threadMbox'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const DIFF = '--- a/pond.c\n+++ b/pond.c\n@@ -1 +1,2 @@\n int pond;\n+int frog;\n'
const HEAD = mail({ id: 'head@example.org', subject: '[PATCH] pond: add a frog', body: `Why.\n---\n${DIFF}` })
const MEGABYTE = `${'ribbit '.repeat(14)}\n`.repeat(10_500)

const answers = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    mail({
      id: `answer${at}@example.org`,
      subject: 'Re: [PATCH] pond: add a frog',
      body: `I am number ${at}.\n`,
      minutes: at + 1,
      inReplyTo: 'head@example.org',
    }),
  )

/** Patches of more than three megabytes each. */
const longPatches = (total: number) =>
  Array.from({ length: total }, (_, at) =>
    mail({
      id: `long${at}@example.org`,
      subject: `[PATCH ${at + 1}/${total}] pond: sing the song number ${at}`,
      body: `${MEGABYTE.repeat(3)}\n---\n${DIFF.replace('frog', `frog${at}`)}`,
      ...(at === 0 ? {} : { inReplyTo: 'long0@example.org' }),
    }),
  )

async function importMails(mails: readonly Buffer[]) {
  const db = await databaseOf(mails)
  return db
}

describe('an mbox', () => {
  it('of a thread has every mail of it or is refused, since half a thread would look complete', async () => {
    const whole = getThreadMbox(await importMails([HEAD, ...answers(999)]), 'answer5@example.org')
    expect(whole?.toString().match(/^Message-ID: /gm)).toHaveLength(1_000)
    const longer = await importMails([HEAD, ...answers(1_000)])
    expect(() => getThreadMbox(longer, 'answer5@example.org')).toThrow(MboxLimit)
    expect(() => getThreadMbox(longer, 'answer5@example.org')).toThrow('more than the 1,000 mails')
  })

  it('of mails that are too large together is refused, for a version and for a thread', async () => {
    const db = await importMails(longPatches(10))
    expect(getVersionMbox(db, 'long0@example.org', undefined, { trailers: true })?.text.length).toBeGreaterThan(3e7)
    expect(getThreadMbox(db, 'long0@example.org')?.length).toBeGreaterThan(3e7)
    const more = await importMails(longPatches(11))
    expect(() => getVersionMbox(more, 'long0@example.org', undefined, { trailers: true })).toThrow(
      'The version is longer than the 33,554,432 bytes',
    )
    expect(() => getThreadMbox(more, 'long0@example.org')).toThrow('The thread is longer than the 33,554,432 bytes')
  })
})
