import { describe, expect, it } from 'vitest'
import { deriveTouched } from '../../db/derive/derive'
import { type ReadMail, readMail } from '../../db/mail/readMail'
import { openWriter } from '../../db/migrate'
import { openStore } from '../../db/store/store'
import { growthExponent } from '../support/growthExponent'
import { mail } from '../support/mail'

const variants = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    mail({ id: 'same@example.org', subject: 'Hello', minutes: index + 1, body: `Text ${index + 1}.\n` }),
  )

describe('mails with one Message-ID', () => {
  for (const order of ['first', 'last'] as const) {
    it(`cost time that grows with their number alone, the one received ${order} imported first`, {
      timeout: 120_000,
    }, async () => {
      const sizes = [500, 2_000] as const
      const read = await Promise.all(variants(sizes[1]).map((raw) => readMail(raw, null)))
      const mails = read.flatMap((one) => (one.kind === 'mail' ? [one.mail] : []))
      const inputOf = (size: number) => (order === 'first' ? mails.slice(0, size) : mails.slice(0, size).reverse())
      const store = (all: readonly ReadMail[]) => {
        const db = openWriter(':memory:')
        db.transaction(() => {
          const { putMail, touched } = openStore(db)
          for (const one of all) putMail(one)
          deriveTouched(db, touched)
        })()
        db.close()
      }
      expect(growthExponent(sizes, inputOf, store, 1.3)).toBeLessThan(1.3)
    })
  }
})
