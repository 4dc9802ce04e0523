import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { putCorrection } from '../../db/store/corrections'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { ARCHIVE, strangerMail } from '../hostile/trust/archive'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { ingestFiles, ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'
import { pureOutline, storedOutline } from '../support/outline'

describe('what is derived step by step', () => {
  it('is what the pure core derives from all mails at once', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(strangerMail, { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        async (mails, size) => {
          const raws = [...ARCHIVE.map(mail), ...mails.map((one, at) => one.toMail(`eve${at}@evil`))]
          const order = raws.map((raw, at) => ({ raw, place: (at * 7) % raws.length }))
          const mixed = order.sort((a, b) => a.place - b.place).map(({ raw }) => raw)
          const db = openWriter(':memory:')
          for (let at = 0; at < mixed.length; at += size) await ingestMails(db, mixed.slice(at, at + size))
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          db.close()
        },
      ),
      { numRuns: 25 },
    )
  })
})

/** What an operator and the sources of an archive do, one after the other. */
type Step =
  | { readonly kind: 'import'; readonly mails: number }
  | { readonly kind: 'hide'; readonly mail: MessageId }
  | { readonly kind: 'link' | 'unlink'; readonly a: MessageId; readonly b: MessageId }
  | { readonly kind: 'rebuild'; readonly batch: number; readonly largest: number }

const id = fc.constantFrom(...ARCHIVE.map(({ id }) => id as MessageId))

const imports = fc.record({ kind: fc.constant('import' as const), mails: fc.integer({ min: 1, max: 8 }) })

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: imports },
  fc.record({ kind: fc.constant('hide' as const), mail: id }),
  fc.record({ kind: fc.constantFrom('link' as const, 'unlink' as const), a: id, b: id }),
  fc.record({
    kind: fc.constant('rebuild' as const),
    batch: fc.integer({ min: 1, max: 12 }),
    largest: fc.integer({ min: 1, max: 60 }),
  }),
)

/** A mail of the archive that comes a second time: the same mail received at another time, or another text under its Message-ID. */
const copy = fc
  .record({
    parts: fc.constantFrom(...ARCHIVE),
    minutes: fc.integer({ min: -1_000, max: 2_000 }),
    more: fc.constantFrom('', 'One more line.\n'),
  })
  .map(({ parts, minutes, more }): MailParts => {
    const sent = Date.UTC(2024, 2, 1, 10) + minutes * 60_000
    return { ...parts, body: more + parts.body, received: new Date(sent) }
  })

async function take(db: Db, one: Step, waiting: Buffer[]): Promise<void> {
  if (one.kind === 'import') await ingestMails(db, waiting.splice(0, one.mails))
  else if (one.kind === 'hide') hideMessage(db, one.mail)
  else if (one.kind === 'rebuild') await rebuild(db, { resume: false, ...one })
  else putCorrection(db, one)
}

describe('what is left after any sequence of imports, corrections, removals and rebuilds', () => {
  it('is what the pure core derives from the mails that are left', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(strangerMail, { maxLength: 6 }),
        fc.array(copy, { maxLength: 4 }),
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 9999 }),
        async (mails, copies, steps, seed) => {
          const raws = [
            ...ARCHIVE.map(mail),
            ...mails.map((one, at) => one.toMail(`eve${at}@evil`)),
            ...copies.map(mail),
          ]
          const waiting = shuffle(raws, seed)
          const db = openWriter(':memory:')
          for (const one of steps) await take(db, one, waiting)
          await ingestMails(db, waiting)
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          db.close()
        },
      ),
      { numRuns: 25 },
    )
  })
})

describeWithCorpus('real mail', () => {
  it('is derived to the same series by the pure core', { timeout: 120_000 }, async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'), corpusPath('iommufd-rfc.mbox'))
    const stored = storedOutline(db)
    expect(stored.length).toBeGreaterThan(700)
    expect(stored).toEqual(await pureOutline(db))
  })
})
