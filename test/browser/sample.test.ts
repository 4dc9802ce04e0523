import { afterAll, beforeAll, describe } from 'vitest'
import { axeTests } from './axe'
import { codeLineProof, codeLineTests, firstLineTests } from './codeLines'
import { oldWordsTests } from './oldWords'
import { overprintTests } from './overprint'
import { carryTests } from './since'
import { canBrowse, openSampleSite, type Site } from './site'

const SERIES = `/series/${encodeURIComponent('20220827171037.30297-1-kevin.tian@intel.com')}`

/** The views of patches that a tree has: as posted, as compared, and as applied. */
const CODE: Readonly<Record<string, string>> = Object.fromEntries(
  [1, 6, 15].flatMap((number) => [
    ...['', '?view=range-diff', '?view=full', '?columns=2'].map((view) => [
      `compared patch ${number}${view}`,
      `${SERIES}/diff/3..4/${number}${view}`,
    ]),
    ...['', '?view=applied', '?view=applied&columns=2'].map((view) => [
      `patch ${number}${view}`,
      `${SERIES}/patch/4/${number}${view}`,
    ]),
  ]),
)

const KINDS: Readonly<Record<string, string>> = {
  ...CODE,
  front: '/',
  status: '/status',
  series: SERIES,
  'a step': `${SERIES}/diff/3..4`,
}

/** The bundled sample has what no archive has: a git tree. It is there on every machine. */
describe.skipIf(!canBrowse)(
  canBrowse ? 'the pages of the sample in a browser' : 'the pages of the sample in a browser (left out: no Chromium)',
  () => {
    let opened: Site
    const site = () => opened

    beforeAll(async () => {
      opened = await openSampleSite()
    })

    afterAll(async () => {
      await opened?.close()
    })

    codeLineTests(site, () => CODE, 100)
    codeLineProof(site, `${SERIES}/diff/3..4/15`)
    firstLineTests(site, () => Object.values(CODE))
    overprintTests(site, () => KINDS)
    oldWordsTests(site, () => KINDS)
    axeTests(site, KINDS)
    carryTests(site)
  },
)
