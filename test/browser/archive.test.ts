import { afterAll, beforeAll, describe } from 'vitest'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { archivePaths, codePaths } from './archivePaths'
import { codeLineTests, firstLineTests } from './codeLines'
import { newestTests } from './newest'
import { oldWordsTests } from './oldWords'
import { overprintTests } from './overprint'
import { peopleTests } from './people'
import { queueTests } from './queue'
import { canBrowse, openSite, type Site } from './site'
import { listSeries, type SeriesRow, weightTests } from './weights'

/** Time to import a year of mail on a busy machine. */
const LONG_MS = 600_000

describeWithCorpus('the pages of a year of linux-s390, measured in a browser', () => {
  describe.skipIf(!canBrowse)(canBrowse ? 'Chromium' : 'Chromium (left out: it is not installed)', () => {
    let opened: Site
    let all: readonly SeriesRow[]
    const site = () => opened

    beforeAll(async () => {
      opened = await openSite([corpusPath('linux-s390-2022.bundle'), corpusPath('iommufd-rfc.mbox')])
      all = await listSeries(opened)
    }, LONG_MS)

    afterAll(async () => {
      await opened?.close()
    })

    for (const javaScriptEnabled of [true, false]) peopleTests(site, javaScriptEnabled)
    weightTests(site, () => all)
    queueTests(site, { name: 'Heiko Carstens', address: 'hca@linux.ibm.com' })
    newestTests(site, () => all.map(({ id }) => id))
    codeLineTests(site, () => codePaths(all))
    firstLineTests(site, () => Object.values(codePaths(all)))
    overprintTests(site, () => archivePaths(all))
    oldWordsTests(site, () => archivePaths(all))
  })
})
