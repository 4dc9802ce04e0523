import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { axeTests } from './axe'
import { codeLineProof, codeLineTests, firstLineTests } from './codeLines'
import { crawlTests, policyTests } from './crawl'
import { findingTests, narrowFindingTests } from './finding'
import { keyboardTests } from './keyboard'
import { oldWordsTests } from './oldWords'
import { overprintTests } from './overprint'
import {
  attachmentMail,
  PAYLOAD_COMMIT,
  PAYLOAD_HASH,
  PAYLOAD_IDS,
  payloadMbox,
  pullMail,
  putPayloadCommits,
} from './payload'
import { printTests } from './print'
import { sinceTests } from './since'
import { canBrowse, openSite, type Site } from './site'
import { taskTests } from './tasks'
import { lightTests } from './weights'

const SERIES = `/series/${encodeURIComponent('20220827171037.30297-1-kevin.tian@intel.com')}`
const [PAYLOAD] = PAYLOAD_IDS
const FILES = 'files@example.org'
const PULL = 'pull"onclick="alert(1)@example.org'

/** One page of each kind. */
const KINDS: Readonly<Record<string, string>> = {
  front: '/',
  search: '/search?q=vfio',
  'search without results': '/search?q=nothing-like-this',
  'a path': '/path/drivers/vfio',
  'a list': '/list/linux-s390%40vger.kernel.org',
  status: '/status',
  series: SERIES,
  'a step': `${SERIES}/diff/3..4`,
  'a step that is no neighbour': `${SERIES}/diff/1..4`,
  'a compared patch': `${SERIES}/diff/3..4/6`,
  'a range-diff': `${SERIES}/diff/1..2/1?view=range-diff`,
  'a whole patch': `${SERIES}/diff/1..2/1?view=full`,
  'a patch': `${SERIES}/patch/1/1`,
  'a cover letter': `/message/${encodeURIComponent('20220921104401.38898-1-kevin.tian@intel.com')}`,
  'a patch mail': `/message/${encodeURIComponent('20220921104401.38898-7-kevin.tian@intel.com')}`,
  'changes since a review': `${SERIES}/since/eric.auger%40redhat.com`,
  'tags for the next version': `${SERIES}/since/kevin.tian%40intel.com`,
  'a person': '/people/akrowiak%40linux.ibm.com',
  'all people': '/people',
  'all lists': '/list',
  'all paths': '/path',
  'all pull requests': '/pulls',
  'a hostile pull request': `/pull/${encodeURIComponent(PULL)}`,
  api: '/api',
  'a hostile search': `/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
  'hostile filters': `/?author=${encodeURIComponent('"onmouseover="alert(1)')}&path=javascript:alert(1)`,
  'a hostile person': '/people/rita0%40example.org',
  'a hostile step': `/series/${encodeURIComponent(PAYLOAD)}/diff/1..2`,
  'a hostile compared patch': `/series/${encodeURIComponent(PAYLOAD)}/diff/1..2/1?view=full`,
  'a hostile patch': `/series/${encodeURIComponent(PAYLOAD)}/patch/2/1`,
  'a hostile series': `/series/${encodeURIComponent(PAYLOAD)}`,
  'a hostile mail': `/message/${encodeURIComponent(`reply-${PAYLOAD}`)}`,
  'a hostile commit': `/commit/${PAYLOAD_COMMIT}`,
  'a choice of hostile commits': `/commit/${PAYLOAD_HASH}`,
  'a hostile tree': `/?tree=${encodeURIComponent('"><b>')}&release=${encodeURIComponent('"onclick="alert(1)')}&since=2024-01-01`,
  'a mail with files': `/message/${encodeURIComponent(FILES)}`,
  'nothing there': '/series/nope%40example.org',
  'no such version': `${SERIES}/diff/3..9`,
  'a search for an unknown mail': '/search?q=nope%40example.org',
  'a search for a person': '/search?q=alex+williamson',
  'pull requests that match': '/pulls?group=open&q=pull&from=a',
  'no address': '/series/%00',
}

/** Every view of patches that changed in code, in message and code, and in nothing but white space. */
const CODE: Readonly<Record<string, string>> = Object.fromEntries(
  [1, 6, 12, 15].flatMap((number) =>
    ['', '?view=range-diff', '?view=full', '?view=comments', '?columns=2', '?view=full&columns=2'].map((view) => [
      `patch ${number}${view}`,
      `${SERIES}/diff/1..4/${number}${view}`,
    ]),
  ),
)

describeWithCorpus('the pages in a browser, over the vfio series and hostile mail', () => {
  describe.skipIf(!canBrowse)(canBrowse ? 'Chromium' : 'Chromium (left out: it is not installed)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reroll-payload-'))
    let opened: Site
    const site = () => opened

    beforeAll(async () => {
      const payload = join(folder, 'payload.mbox')
      writeFileSync(payload, payloadMbox() + pullMail(PULL) + attachmentMail(FILES))
      opened = await openSite([corpusPath('vfio-device-life-cycle.mbox'), payload], putPayloadCommits)
    })

    afterAll(async () => {
      await opened?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    for (const javaScriptEnabled of [true, false]) taskTests(site, javaScriptEnabled)
    for (const javaScriptEnabled of [true, false]) findingTests(site, javaScriptEnabled)
    narrowFindingTests(site)
    for (const javaScriptEnabled of [true, false]) sinceTests(site, javaScriptEnabled)
    keyboardTests(site, SERIES, `${SERIES}/diff/3..4/6`)
    axeTests(site, KINDS)
    printTests(site, KINDS)
    policyTests(site, KINDS)
    crawlTests(site)
    codeLineTests(site, () => CODE)
    codeLineProof(site, `${SERIES}/diff/1..4/15`)
    firstLineTests(site, () => [...Object.values(CODE), `${SERIES}/patch/1/1`, `${SERIES}/patch/4/15`])
    overprintTests(site, () => KINDS)
    oldWordsTests(site, () => KINDS)
    lightTests(site, SERIES)

    it('serves attachments as plain text or as a download, whatever type they claim', async () => {
      const get = (place: number) => fetch(`${opened.url}/message/${encodeURIComponent(FILES)}/file/${place}`)
      const [svg, html, none] = await Promise.all([get(1), get(2), get(3)])
      expect(svg.headers.get('content-type')).toBe('application/octet-stream')
      expect(svg.headers.get('content-disposition')).toMatch(/^attachment; filename="[A-Za-z0-9._-]+"$/)
      expect(html.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(await html.text()).toContain('alert(21)')
      expect([svg, html].map(({ headers }) => headers.get('x-content-type-options'))).toEqual(['nosniff', 'nosniff'])
      expect(none.status).toBe(404)
    })

    it('answers GET and HEAD only', async () => {
      for (const path of Object.values(KINDS)) {
        const { status } = await fetch(opened.url + path, { method: 'POST', body: 'x=1' })
        expect([path, status]).toEqual([path, 405])
      }
    })
  })
})
