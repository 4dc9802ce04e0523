import { beforeAll, describe, expect, it } from 'vitest'
import {
  assembleChangelog,
  type Changelog,
  type ChangelogPair,
  type ChangelogPatch,
  type ChangelogVersion,
} from '../../lib/changelog/assemble'
import { parseChangelog } from '../../lib/changelog/items'
import { indexVersions } from '../../lib/changelog/itemVersion'
import { compareVersions } from '../../lib/evolution/compare'
import { parsePatch } from '../../lib/patch/patch'
import { fileDiff } from '../evolution/fixture'
import { readCorpus } from '../patch/corpus'
import { describeWithCorpus } from '../support/corpus'

interface PatchParts {
  readonly title: string
  readonly code: readonly string[]
  readonly notes?: readonly string[]
  readonly message?: string
}

/** A version with numbered patches, each changing a file named after its number. */
function versionOf(version: number, cover: readonly string[] | null, parts: readonly PatchParts[]): ChangelogVersion {
  const patches = parts.map(({ title, code, notes = [], message = 'Do it.' }, at): ChangelogPatch => {
    const diff = fileDiff(
      `drivers/file${title.length}.c`,
      code.map((line) => `+${line}`),
    )
    const body = [message, '---', ...notes, '', ...diff, '-- ', '2.39', ''].join('\n')
    const from = { name: 'Ada Author', email: 'ada@example.org' }
    return {
      number: at + 1,
      mailKey: `v${version}-${at + 1}`,
      body,
      patch: parsePatch({ title, from, body }),
      inherited: false,
    }
  })
  return {
    version,
    rfc: false,
    total: parts.length,
    cover: cover === null ? null : { mailKey: `v${version}-0`, body: cover.join('\n') },
    patches,
  }
}

function pairsOf(versions: readonly ChangelogVersion[]): ChangelogPair[] {
  return versions.flatMap((right, at) => {
    const left = versions[at - 1]
    if (left === undefined) return []
    const list = ({ patches }: ChangelogVersion) => patches.map(({ patch }) => patch)
    return compareVersions(list(left), list(right)).pairs.map(({ pair, verdict }) => ({
      from: at,
      to: at + 1,
      left: pair.kind === 'new' ? null : (left.patches[pair.left - 1]?.number ?? null),
      right: pair.kind === 'dropped' ? null : (right.patches[pair.right - 1]?.number ?? null),
      verdict,
    }))
  })
}

const assemble = (...versions: readonly ChangelogVersion[]): Changelog =>
  assembleChangelog({ versions, pairs: pairsOf(versions) })

const short = ({ items }: Changelog) => items.map(({ version, text, patches }) => `v${version} ${text}: ${patches}`)
const unannounced = (changelog: Changelog) =>
  changelog.unannounced.map(
    ({ position, left, right, change }) => `v${position} ${left ?? '-'}:${right ?? '-'} ${change}`,
  )

const core = { title: 'core: Add the helpers', code: ['int core_init(void);', 'int core_exit(void);'] }
const mtty = { title: 'core/mtty: Use the helpers', code: ['mtty_probe();', 'mtty_release();'] }
const mdpy = { title: 'core/mdpy: Use the helpers', code: ['mdpy_probe();', 'mdpy_free();'] }
const docs = { title: 'docs: Describe the life of a device', code: ['A device lives.'] }
const all = [core, mtty, mdpy, docs]
/** The patches, some of them with one line changed. */
const edited = (...changed: readonly PatchParts[]) =>
  all.map((patch) =>
    changed.includes(patch)
      ? { ...patch, code: [...patch.code, `${patch.code[0]}; again_${patch.title.length}();`] }
      : patch,
  )

describe('a changelog tied to what changed', () => {
  const first = versionOf(1, ['Text.'], all)

  it('ties an item to those of the patches it names that changed', () => {
    const result = assemble(first, versionOf(2, ['v2:', '- patches 1-2: call again (Ann)'], edited(mtty)))
    expect(result.items).toHaveLength(1)
    expect(result.items[0]).toMatchObject({
      position: 2,
      named: [1, 2],
      patches: [2],
      tiedBy: 'number',
      credits: ['Ann'],
    })
    expect(unannounced(result)).toEqual([])
  })

  it('ties an item to the patches whose titles share its rare words', () => {
    const result = assemble(
      first,
      versionOf(2, ['v2:', '- free the device last in mtty/mdpy'], edited(core, mtty, mdpy)),
    )
    expect(short(result)).toEqual(['v2 free the device last in mtty/mdpy: 2,3'])
    expect(unannounced(result)).toEqual(['v2 1:1 code'])
  })

  it('ties an item to the patch whose title it quotes, with or without its prefix', () => {
    const items = ['v2:', '- "docs: Describe the life of a device": wording', '- Describe the life of a device: typo']
    expect(
      assemble(first, versionOf(2, items, edited(docs, core))).items.map(({ patches, tiedBy }) => [patches, tiedBy]),
    ).toEqual([
      [[4], 'title'],
      [[4], 'title'],
    ])
  })

  it('ties an item to the patch that has its identifiers in changed lines', () => {
    const version = versionOf(2, ['v2:', '- call again_21() too', '- call core_exit() later'], edited(core, mtty))
    const result = assemble(first, version)
    expect(short(result)).toEqual(['v2 call again_21() too: 1', 'v2 call core_exit() later: '])
    expect(unannounced(result)).toEqual(['v2 2:2 code'])
  })

  it('ties a note to the patch whose mail it is in, and every item to the only patch of a series', () => {
    const noted = edited(core).map((patch) =>
      patch.title === core.title ? { ...patch, notes: ['v2: call again'] } : patch,
    )
    const result = assemble(first, versionOf(2, null, noted))
    expect(result.items[0]).toMatchObject({ inPatch: 1, patches: [1], tiedBy: 'note' })
    const single = assemble(versionOf(1, null, [core]), versionOf(2, ['v2: faster'], edited(core).slice(0, 1)))
    expect(single.items[0]).toMatchObject({ inPatch: null, patches: [1], tiedBy: 'only-patch' })
  })

  it('does not tie patches that did not change, nor items that could mean anything', () => {
    const items = ['v2:', '- rebase to v6.0', '- address comments', '- patch 4: typo', '- rename mtty_probe()']
    const result = assemble(first, versionOf(2, items, edited(core)))
    expect(result.items.map(({ patches }) => patches)).toEqual([[], [], [], []])
    expect(unannounced(result)).toEqual(['v2 1:1 code'])
  })

  it('lists new and dropped patches that no item mentions', () => {
    const added = {
      title: 'core/gvt: Convert the last user of everything',
      code: ['gvt_probe();', 'gvt_free();', 'gvt_go();'],
    }
    const silent = assemble(first, versionOf(2, ['v2:', '- typos'], [core, mtty, mdpy, added]))
    expect(unannounced(silent)).toEqual(['v2 4:- dropped', 'v2 -:4 new'])
    const changelog = assemble(
      first,
      versionOf(2, ['v2:', '- new patch for gvt', '- drop the docs'], [core, mtty, mdpy, added]),
    )
    expect(changelog.items.map(({ patches, dropped }) => [patches, dropped])).toEqual([
      [[4], []],
      [[], [4]],
    ])
    expect(unannounced(changelog)).toEqual([])
  })

  it('reports a version that has no changelog at all', () => {
    const result = assemble(first, versionOf(2, ['Text.'], edited(core)))
    expect(result.unannounced).toEqual([{ position: 2, left: 1, right: 1, change: 'code', hasChangelog: false }])
  })
})

describe('a changelog repeated in later mails', () => {
  it('has each item once, from the mail of its version', () => {
    const old = ['v2:', '- call again (Ann)']
    const result = assemble(
      versionOf(1, ['Text.'], all),
      versionOf(2, old, edited(core)),
      versionOf(3, ['v3:', '- typos', ...old, '- reworded later'], edited(core)),
    )
    expect(result.items.map(({ text, mailKey }) => `${mailKey} ${text}`)).toEqual([
      'v2-0 call again (Ann)',
      'v3-0 typos',
    ])
  })

  it('is read from the newest mail when the version has no changelog of its own', () => {
    const result = assemble(
      versionOf(1, ['Text.'], all),
      versionOf(2, ['Text.'], edited(core)),
      versionOf(3, ['v2:', '- first memory'], edited(core)),
      versionOf(4, ['v2:', '- second memory'], edited(core)),
    )
    expect(result.items.map(({ text, mailKey, position }) => [text, mailKey, position])).toEqual([
      ['second memory', 'v4-0', 2],
    ])
  })

  it('gives a note the number that its patch had in that version', () => {
    const noted = edited(core).map((patch) =>
      patch.title === docs.title ? { ...patch, notes: ['v2: wording'] } : patch,
    )
    const result = assemble(
      versionOf(1, ['Text.'], all),
      versionOf(2, ['Text.'], [docs, core, mtty, mdpy]),
      versionOf(3, ['Text.'], noted),
    )
    expect(result.items[0]).toMatchObject({ version: 2, position: 2, inPatch: 1, mailKey: 'v3-4' })
  })

  it('has an item of both cover and patch once, tied to that patch', () => {
    const noted = edited(core).map((patch) =>
      patch.title === core.title ? { ...patch, notes: ['v2: call again.'] } : patch,
    )
    const result = assemble(versionOf(1, ['Text.'], all), versionOf(2, ['v2:', '- call again'], noted))
    expect(result.items).toHaveLength(1)
    expect(result.items[0]).toMatchObject({ named: [1], patches: [1], inPatch: null })
  })

  it('has the same words twice when they are about two patches', () => {
    const noted = edited(core, mtty).map((patch) => ({ ...patch, notes: ['v2: call again'] }))
    const result = assemble(versionOf(1, ['Text.'], all), versionOf(2, null, noted))
    expect(result.items.map(({ inPatch, patches }) => [inPatch, patches])).toEqual([
      [1, [1]],
      [2, [2]],
      [3, []],
      [4, []],
    ])
  })
})

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

  // v2: whitespace, a `static`, an added comment, a second release function (perhaps the "build warnings"); v3: a line in
  // MAINTAINERS; v4: an article in a comment.
  it('leaves six code changes unannounced', () => {
    expect(unannounced(changelog)).toEqual([
      'v2 3:3 code',
      'v2 4:4 code',
      'v2 8:8 code',
      'v2 12:12 code',
      'v3 15:15 code',
      'v4 1:1 code',
    ])
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
