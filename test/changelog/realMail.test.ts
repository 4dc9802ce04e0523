import { beforeAll, expect, it } from 'vitest'
import {
  assembleChangelog,
  type Changelog,
  type ChangelogPatch,
  type ChangelogVersion,
} from '../../lib/changelog/assemble'
import { parseChangelog } from '../../lib/changelog/items'
import { indexVersions } from '../../lib/changelog/itemVersion'
import { parsePatch } from '../../lib/patch/patch'
import { readCorpus } from '../patch/corpus'
import { describeWithCorpus } from '../support/corpus'
import { pairsOf, unannounced } from './fixture'

describeWithCorpus('the changelog of the vfio series', () => {
  let changelog: Changelog

  beforeAll(async () => {
    const versions: {
      version: number
      rfc: boolean
      total: number
      cover: ChangelogVersion['cover']
      patches: ChangelogPatch[]
    }[] = []
    for (const { message, tag } of await readCorpus('vfio-device-life-cycle.mbox')) {
      if (tag.reply || !tag.patch || tag.number === null) continue
      const version = tag.version ?? 1
      versions[version - 1] ??= { version, rfc: false, total: 15, cover: null, patches: [] }
      const into = versions[version - 1]
      const { body, from } = message
      const mail = { mailKey: message.messageId, body }
      if (into === undefined) continue
      if (tag.number === 0) into.cover = mail
      else {
        const patch = parsePatch({ title: tag.title, from, body })
        into.patches.push({ ...mail, number: tag.number, patch, inherited: false })
      }
    }
    for (const { patches } of versions) patches.sort((a, b) => a.number - b.number)
    changelog = assembleChangelog({ versions, pairs: pairsOf(versions) })
  })

  // Read by hand in the three covers; no patch has notes.
  it('has the thirteen items of v2 to v4, each from its own cover', () => {
    const rows = changelog.items.map(({ version, credits, named, patches, tiedBy }) => ({
      version,
      credits,
      named,
      patches,
      tiedBy,
    }))
    const row = (version: number, credits: string[], named: number[], patches: number[], tiedBy: string | null) => ({
      version,
      credits,
      named,
      patches,
      tiedBy,
    })
    expect(rows).toEqual([
      row(2, [], [], [], null),
      row(2, ['lkp'], [], [], null),
      row(2, ['Jason'], [1], [1], 'number'),
      row(2, ['Jason'], [10], [10], 'number'),
      row(2, [], [13], [13], 'number'),
      row(2, ['Alex'], [15], [15], 'number'),
      row(2, ['Jason'], [15], [15], 'number'),
      row(3, [], [], [], null),
      row(3, [], [], [12], 'whitespace'),
      row(3, ['Eric Auger'], [], [], null),
      row(3, [], [], [], null),
      row(4, ['Alex'], [], [5, 6, 7, 9], 'title-words'),
      row(4, ['Alex'], [], [15], 'code'),
    ])
    const covers = new Set(changelog.items.map(({ version, mailKey }) => `${version} ${mailKey}`))
    expect([...covers]).toEqual([
      '2 20220901143747.32858-1-kevin.tian@intel.com',
      '3 20220909102247.67324-1-kevin.tian@intel.com',
      '4 20220921104401.38898-1-kevin.tian@intel.com',
    ])
  })

  it('joins the item that is on two lines', () => {
    expect(changelog.items.find(({ version }) => version === 4)?.text).toBe(
      'fix use-after-free issue in @release of mtty/mbochs and also change mdpy/ap to free vfio-device as the last thing in @release (Alex)',
    )
  })

  // v2 fixes "build warnings", v3 "two checkpatch errors", which may be anywhere; v4 has an article in a comment.
  it('leaves one code change unannounced', () => {
    expect(unannounced(changelog)).toEqual(['v4 1:1 code'])
  })
})

describeWithCorpus('the covers and patches of a first RFC', () => {
  it('have no changelog, whatever versions and changes they mention', async () => {
    const found = (await readCorpus('iommufd-rfc.mbox')).flatMap(({ message, tag }) => {
      if (tag.reply || tag.number === null) return []
      const mail = { mailKey: message.messageId, number: tag.number === 0 ? null : tag.number, body: message.body }
      // Read as a third version, so that no heading is rejected because of its number.
      const versions = [1, 2, 3].map((version) => ({ version, rfc: true }))
      return [parseChangelog(mail, { versions: indexVersions(versions), own: 2 }, tag.total ?? 0)]
    })
    expect(found).toHaveLength(21)
    expect(found.flat()).toEqual([])
  })
})
