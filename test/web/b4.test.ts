import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createInbox, describeWithPublicInbox } from '../sources/publicInbox'
import { type B4Masks, type B4Run, describeWithB4, openB4 } from '../support/b4'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'
import { type Served, serveMails } from './served'

const V1 = '20220827171037.30297-1-kevin.tian@intel.com'
const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
const V4_FILE = 'v4_20220921_kevin_tian_tidy_up_vfio_device_life_cycle.mbx'

describeWithPublicInbox('beside a public-inbox with the same mail', () => {
  describeWithB4('b4', () => {
    describeWithCorpus('on real mail', () => {
      const home = tempFolder()
      const inbox = createInbox(join(home, 'inbox'))
      let theirs: B4Masks
      let ours: Served
      let runs = 0
      beforeAll(async () => {
        inbox.add(readMails(corpusPath('vfio-device-life-cycle.mbox')))
        const url = `${await inbox.serve()}/test`
        theirs = { mid: `${url}/%s`, search: `${url}/?x=m&t=1&q=%s` }
        ours = await serveMails({ files: [inbox.folder] })
      })
      afterAll(() => ours?.close())

      const search = () => `${ours.url}/all/?x=m&t=1&q=%s`
      /** Runs a command against both; returns what it did against ours, after a check that it did the same against the other. */
      const runBoth = async (words: readonly string[], mid = `${ours.url}/all/%s`): Promise<B4Run> => {
        const place = join(home, `home${++runs}`)
        const [own, other] = await Promise.all([
          openB4(join(place, 'ours'), { mid, search: search() })(words),
          openB4(join(place, 'theirs'), theirs)(words),
        ])
        expect(outcome(own)).toEqual(outcome(other))
        return own
      }

      it('`b4 am` writes the same patches with the same tags', async () => {
        const { output, files } = await runBoth(['am', V4])
        expect(output).toContain('Total patches: 15')
        expect(Object.keys(files)).toContain(V4_FILE)
      })

      it('`b4 am` finds the mail by its id alone, and in its list', async () => {
        for (const path of ['', '/linux-s390', '/linux-s390.vger.kernel.org']) {
          const { output } = await runBoth(['am', V4], `${ours.url}${path}/%s`)
          expect(output).toContain('Total patches: 15')
        }
      })

      it('`b4 mbox` saves the same thread', async () => {
        const { files } = await runBoth(['mbox', V4])
        expect(Object.values(files).map((text) => text.match(/^From mboxrd@z/gm)?.length)).toEqual([21])
      })

      it('`b4 am -v2` looks for an older version', async () => {
        await runBoth(['am', '-v2', V4])
      })

      it('`b4 am -c` goes from the first version to the newest', async () => {
        const { output, files } = await runBoth(['am', '-c', V1])
        expect(output).toContain('Will use the latest revision: v4')
        expect(Object.keys(files)).toContain(V4_FILE)
      })

      it('a mail that nobody has is not known to either', async () => {
        for (const mid of [`${ours.url}/all/%s`, `${ours.url}/%s`]) {
          const { output } = await runBoth(['am', 'nobody@example.org'], mid)
          expect(output).toContain('not known')
        }
      })
    })
  })
})

/** What must be the same, whoever answers: files, with the mails of an mbox in any order, and why a command failed. */
function outcome({ code, output, files }: B4Run) {
  const mails = (text: string) => text.split(/^(?=From mboxrd@z )/m).toSorted()
  return {
    code,
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, mails(text)])),
    why: code === 0 ? '' : output.replace(/^(?:Looking up|Grabbing) .*\n/gm, ''),
  }
}
