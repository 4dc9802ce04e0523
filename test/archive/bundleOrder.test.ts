import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { fingerprint } from '../support/dump'
import { ingestFiles } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const MINUTES = 60_000

describeWithCorpus('the year of linux-s390 as a bundle, and the vfio mbox, which shares mails with it', () => {
  it(
    'end in the same tables in both orders, and when both come again',
    async () => {
      const folder = tempFolder()
      const [bundle, vfio] = [corpusPath('linux-s390-2022.bundle'), corpusPath('vfio-device-life-cycle.mbox')]
      const [a, b] = [openWriter(join(folder, 'a.sqlite')), openWriter(join(folder, 'b.sqlite'))]
      expect((await ingestFiles(a, bundle)).read).toBe(9_938)
      expect((await ingestFiles(a, vfio)).duplicate).toBeGreaterThan(0)
      await ingestFiles(b, vfio, bundle)
      const wanted = fingerprint(a)
      expect(fingerprint(b)).toEqual(wanted)
      expect(await ingestFiles(a, vfio, bundle)).toMatchObject({ new: 0, variant: 0 })
      expect(fingerprint(a)).toEqual(wanted)
      a.close()
      b.close()
    },
    20 * MINUTES,
  )
})
