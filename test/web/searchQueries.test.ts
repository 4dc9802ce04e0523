import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithPublicInbox } from '../sources/publicInbox'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'
import { type Beside, idsIn, serveBeside } from './beside'
import { QUERIES } from './searchQueries'

/** Of all hits together, the least share of ours that public-inbox has too (precision), and of its hits that we have (recall). */
const GOAL = 0.97

describeWithPublicInbox('the search of public-inbox', () => {
  describeWithCorpus('on real mail', () => {
    let sites: Beside
    beforeAll(async () => {
      const names = ['vfio-device-life-cycle.mbox', 'iommufd-rfc.mbox']
      const mails = names.flatMap((name) => readMails(corpusPath(name)))
      sites = await serveBeside(join(tempFolder(), 'home'), mails)
    })
    afterAll(() => sites?.ours.close())

    it('finds the same mails, in all queries together', async () => {
      const differences: string[] = []
      let [both, onlyOurs, onlyTheirs] = [0, 0, 0]
      for (const query of QUERIES) {
        const [own, other] = await Promise.all([search(`${sites.ours.url}/all`, query), search(sites.theirs, query)])
        const more = [...own].filter((id) => !other.has(id))
        const less = [...other].filter((id) => !own.has(id))
        both += own.size - more.length
        onlyOurs += more.length
        onlyTheirs += less.length
        if (more.length + less.length > 0) {
          differences.push(
            `${query}: ${own.size} of ${other.size}, +${more.slice(0, 2).join(' ')} -${less.slice(0, 2).join(' ')}`,
          )
        }
      }
      const [precision, recall] = [both / (both + onlyOurs), both / (both + onlyTheirs)]
      const report = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${QUERIES.length} queries\n${differences.join('\n')}`
      expect(Math.min(precision, recall), report).toBeGreaterThanOrEqual(GOAL)
      expect(both, report).toBeGreaterThan(1_000)
    })
  })
})

/** The Message-IDs that a search finds, as b4 asks for them; none after a 404. */
async function search(inbox: string, query: string): Promise<ReadonlySet<string>> {
  const answer = await fetch(`${inbox}/?x=m&q=${encodeURIComponent(query)}`, { method: 'POST' })
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (answer.status === 404) return new Set()
  expect(`${query}: ${answer.status}`).toBe(`${query}: 200`)
  return new Set(idsIn(bytes))
}
