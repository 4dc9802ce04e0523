import { describe, expect, it } from 'vitest'
import { assembleChangelog, type Changelog, type ChangelogVersion } from '../../lib/changelog/assemble'
import { type PatchParts, pairsOf, unannounced, versionOf } from './fixture'

const assemble = (...versions: readonly ChangelogVersion[]): Changelog =>
  assembleChangelog({ versions, pairs: pairsOf(versions) })

const short = ({ items }: Changelog) => items.map(({ version, text, patches }) => `v${version} ${text}: ${patches}`)

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

  it('gives what a version that is not known announced to the next one, without the numbers that it names', () => {
    const said = ['v3:', '- call docs again', 'v2:', '- free the device last in mtty', '- patch 4: call it again']
    const result = assemble(first, versionOf(3, said, edited(core, mtty, docs)))
    expect(short(result)).toEqual([
      'v2 free the device last in mtty: 2',
      'v2 patch 4: call it again: ',
      'v3 call docs again: 4',
    ])
    expect(result.items.map(({ position }) => position)).toEqual([2, 2, 2])
    const before = assemble(versionOf(3, said, all))
    expect(before.items.map(({ version, position }) => [version, position])).toEqual([
      [2, null],
      [2, null],
      [3, 1],
    ])
  })

  it('ties an item that names code to the patch that has it, not to one whose title shares two words', () => {
    const leak = { title: 'leak the topmost page table when destroy fails', code: ['leak_page();'] }
    const patches = [leak, core, mtty, mdpy]
    const changed = [
      { ...leak, code: ['leak_page(1);'] },
      core,
      { ...mtty, code: [...mtty.code, 'undo_fast();'] },
      mdpy,
    ]
    const said = ['v2:', '- fix a small leak if undo_fast() fails']
    const { items } = assemble(versionOf(1, [], patches), versionOf(2, said, changed))
    expect(items[0]).toMatchObject({ patches: [3], tiedBy: 'title-words' })
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
    const items = ['v2:', '- rebase to v6.0', '- patch 4: typo', '- rename mtty_probe()']
    const result = assemble(first, versionOf(2, items, edited(core)))
    expect(result.items.map(({ patches }) => patches)).toEqual([[], [], []])
    expect(unannounced(result)).toEqual(['v2 1:1 code'])
  })

  it.each([
    'fix build warnings (lkp)',
    'minor cosmetic changes',
    'improve comments',
    'Address comments',
    'cleanups',
    'call it once more',
    'more of the same',
  ])('calls no change of code unannounced when an item may be about any: %s', (item) => {
    const result = assemble(first, versionOf(2, ['v2:', `- ${item}`], edited(core)))
    expect(result.items.map(({ patches }) => patches)).toEqual([[]])
    expect(unannounced(result)).toEqual([])
  })

  it.each([
    ['fix typos', 50, []],
    ['fix typos', 51, ['v2 1:1 code']],
    ['address comments', 51, []],
  ])('lets an item about small things announce no large change: %s in %i lines', (item, lines, expected) => {
    const code = Array.from({ length: lines }, (_, index) => `step_${index}();`)
    const patches = [{ ...core, code: [...core.code, ...code] }, mtty, mdpy, docs]
    expect(unannounced(assemble(first, versionOf(2, ['v2:', `- ${item}`], patches)))).toEqual(expected)
  })

  it.each(['fix comments of mdpy_free()', 'patch 3: cleanups'])(
    'still calls a change of another patch unannounced when an item names its patch or code: %s',
    (item) => {
      const result = assemble(first, versionOf(2, ['v2:', `- ${item}`], edited(core)))
      expect(unannounced(result)).toEqual(['v2 1:1 code'])
    },
  )

  it('reads both names of an item that has them in braces', () => {
    const version = versionOf(2, ['v2:', '- call {again_21,mtty}_release(), again_{21,33}()'], edited(core, mdpy))
    expect(short(assemble(first, version))[0]).toContain(': 1')
  })

  it.each([
    ['drop the patches that have been already merged', true],
    ['remove patches that were applied to next', true],
    ['drop mtty_wrapper(), it is not needed', false],
  ])('takes dropped patches as announced when an item says that they were applied: %s', (item, known) => {
    const result = assemble(first, versionOf(2, ['v2:', `- ${item}`], [docs]))
    const dropped = unannounced(result).filter((change) => change.endsWith('dropped'))
    expect(dropped).toHaveLength(known ? 0 : 3)
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

  it('says of patches that were merged what it says of the one that took them in', () => {
    const lines = Array.from({ length: 8 }, (_, index) => `step_${index}();`)
    const [one, two] = [lines.slice(0, 4), lines.slice(4)].map((code, index) => ({
      title: `pump: part ${index}`,
      code,
    }))
    if (one === undefined || two === undefined) throw new Error('two patches')
    // The fixture names files after the length of the title.
    const both = { title: 'pump: all in', code: lines }
    const parts = versionOf(1, ['Text.'], [one, two, docs])
    const squashed = (said: string) => assemble(parts, versionOf(2, ['v2:', said], [both, docs]))
    expect(unannounced(squashed('- typos')).filter((change) => change.endsWith('dropped'))).not.toEqual([])
    expect(unannounced(squashed('- patch 1: everything in one'))).toEqual([])
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
