import { describe, expect, it } from 'vitest'
import { type ChangelogItem, parseChangelog } from '../../lib/changelog/items'
import { type ChainVersion, indexVersions } from '../../lib/changelog/itemVersion'

const chain = (count: number): ChainVersion[] =>
  Array.from({ length: count }, (_, at) => ({ version: at + 1, rfc: false }))

interface Place {
  readonly versions?: readonly ChainVersion[]
  readonly total?: number
}

/** Reads the cover of the newest version. */
function readCover(lines: readonly string[], { versions = chain(3), total = 9 }: Place = {}): ChangelogItem[] {
  const mail = { mailKey: 'cover@example.org', number: null, body: `${lines.join('\n')}\n` }
  return parseChangelog(mail, { versions: indexVersions(versions), own: versions.length - 1 }, total)
}

const short = (items: readonly ChangelogItem[]) => items.map(({ version, text }) => `v${version}: ${text}`)

const DIFF = ['diff --git a/a.c b/a.c', '--- a/a.c', '+++ b/a.c', '@@ -1 +1 @@', '-old', '+new', '-- ', '2.39.0', '']

/** Reads patch 2 of the newest version: commit message and notes. */
function readPatch(message: readonly string[], notes: readonly string[], versions = chain(3)): ChangelogItem[] {
  const body = [
    ...message,
    '---',
    ...notes,
    ' a.c | 2 +-',
    ' 1 file changed, 1 insertion(+), 1 deletion(-)',
    '',
    ...DIFF,
  ]
  return parseChangelog(
    { mailKey: 'two@example.org', number: 2, body: body.join('\n') },
    { versions: indexVersions(versions), own: versions.length - 1 },
    9,
  )
}

describe('the changelog of a cover letter', () => {
  it('is read into items by version, with continuation lines joined', () => {
    const items = readCover([
      'This series tidies things up.',
      '',
      'v3:',
      ' - fix a leak when the second allocation',
      '   fails (Ann)',
      ' - rebase',
      '',
      'v2:',
      ' - https://lore.kernel.org/r/one@example.org',
      ' - add a test',
      '',
      'v1: https://lore.kernel.org/r/zero@example.org',
    ])
    expect(short(items)).toEqual([
      'v3: fix a leak when the second allocation fails (Ann)',
      'v3: rebase',
      'v2: add a test',
    ])
    expect(items[0]).toMatchObject({ credits: ['Ann'], named: [], line: 3, index: 2, inPatch: null })
  })

  it('has what changed since a version under the version after it', () => {
    const body = ['Changes since v2:', '- third', 'Changes since v1:', '- second']
    expect(short(readCover(body))).toEqual(['v3: third', 'v2: second'])
  })

  it('has v4 after v2 when v3 was never posted', () => {
    const versions = [1, 2, 4].map((version) => ({ version, rfc: false }))
    expect(short(readCover(['Changes since v2:', '- fourth'], { versions }))).toEqual(['v4: fourth'])
  })

  it('has what changed since an RFC under the first version', () => {
    const versions = [
      { version: 1, rfc: true },
      { version: 2, rfc: true },
      { version: 1, rfc: false },
    ]
    const items = readCover(
      ['Changes since RFC v2:', '- drop the RFC tag', '', 'RFC v1 -> RFC v2:', '- new interface'],
      { versions },
    )
    expect(items.map(({ version, rfc, index }) => ({ version, rfc, index }))).toEqual([
      { version: 1, rfc: false, index: 2 },
      { version: 2, rfc: true, index: 1 },
    ])
  })

  it('is read in a first version when it lists changes since an RFC that is not imported', () => {
    expect(short(readCover(['RFC v1 -> v1:', '* better text'], { versions: chain(1) }))).toEqual(['v1: better text'])
  })

  it('is read as b4 writes it, without the link', () => {
    const body = [
      'Text.',
      '',
      'Signed-off-by: Ada Author <ada@example.org>',
      '---',
      'Changes in v3:',
      '- Use the helper.',
      '- Link to v2: https://lore.kernel.org/r/20240102-topic-v2-0-abc@example.org',
      '',
      'Changes in v2:',
      '- EXPORT the helper.',
      '- Link to v1: https://lore.kernel.org/r/20240101-topic-v1-0-abc@example.org',
      '',
      '---',
      'Ada Author (2):',
      '      first',
      '      second',
    ]
    expect(short(readCover(body))).toEqual(['v3: Use the helper.', 'v2: EXPORT the helper.'])
  })

  it('continues after an underlined heading, and below the signature', () => {
    const body = ['Text.', '-- ', 'Ada', '', 'v2 -> v3', '++++++++', '', 'o Dropped the export', '  of the symbol']
    expect(short(readCover(body))).toEqual(['v3: Dropped the export of the symbol'])
  })

  it('ends at trailers, shortlog, diffstat and rules, and at prose after a blank line', () => {
    const ends = [
      ['Cc: Bob <bob@example.org>'],
      ['Ada Author (2):', '  first: do it', '  second: do it'],
      [' a.c | 2 +-', ' 1 file changed, 1 insertion(+)'],
      ['---', '- not an item'],
      ['', 'Thanks to everyone who looked at this.', '- not an item'],
      ['Range-diff against v2:', '- not an item'],
    ]
    for (const end of ends) expect(short(readCover(['v3:', '- item', ...end])), end.join('|')).toEqual(['v3: item'])
  })

  it('keeps nested bullets with their item, and makes items of those below a label', () => {
    const body = [
      'v3:',
      ' - rebased to next',
      '   - tweaked patch 6',
      ' - patch 2:',
      '   - rename the field',
      '   - drop the lock',
      ' - typos',
    ]
    const items = readCover(body)
    expect(short(items)).toEqual([
      'v3: rebased to next\n- tweaked patch 6',
      'v3: patch 2: rename the field',
      'v3: patch 2: drop the lock',
      'v3: typos',
    ])
    expect(items.map(({ named }) => named)).toEqual([[6], [2], [2], []])
  })

  it('has lists below the number of a patch, and lines that begin with one', () => {
    const body = [
      'v3:',
      '',
      'Patch 2:',
      '- rename it',
      '',
      'Patches 4-5:',
      '- drop it',
      '',
      'v2:',
      'patch1: one',
      'patch3: three',
    ]
    const items = readCover(body)
    expect(items.map(({ version, named }) => [version, named])).toEqual([
      [3, [2]],
      [3, [4, 5]],
      [2, [1]],
      [2, [3]],
    ])
  })

  it('has items on the line of the heading, numbered items, and indented lists without bullets', () => {
    const body = [
      'v3: squashed all into one',
      'v2: 1. use hex',
      '    2. drop the empty line',
      'v1 -> v2',
      '\tadd a licence',
      '\tsplit the test into a normal one and one that',
      '\t\truns twice',
      '\trename it',
    ]
    expect(short(readCover(body))).toEqual([
      'v3: squashed all into one',
      'v2: use hex',
      'v2: drop the empty line',
      'v2: add a licence',
      'v2: split the test into a normal one and one that runs twice',
      'v2: rename it',
    ])
  })

  it('includes a paragraph about what changed, but no prose that merely mentions a version', () => {
    const prose = ['The main changes since v2 are that the lock is gone', 'and that Ann is happy.', '', 'More text.']
    expect(short(readCover(prose))).toEqual([
      'v3: The main changes since v2 are that the lock is gone and that Ann is happy.',
    ])
    const mentions = [
      'As discussed for v2, this is needed: the v2 of the protocol',
      'v2 is what most devices have.',
      '',
      'Changes in v5.19 made this necessary:',
      '- the lock went away',
      '',
      'These patches',
      '- do this',
      '- do that',
    ]
    expect(readCover(mentions)).toEqual([])
  })

  it('includes what the author did in a version, not what a version has', () => {
    expect(short(readCover(['In v2 we also add a patch.', 'It is small.']))).toEqual([
      'v2: In v2 we also add a patch. It is small.',
    ])
    expect(short(readCover(['Since v2, the lock is gone.']))).toEqual(['v3: Since v2, the lock is gone.'])
    expect(readCover(['In v2 mode the device is faster.', '', 'In v2, devices are faster.'])).toEqual([])
  })

  it('belongs to the first posting when a resend repeats it', () => {
    const versions = [1, 2, 2].map((version) => ({ version, rfc: false }))
    const items = readCover(['v2:', '- x', 'Changes since v1:', '- y'], { versions })
    expect(items.map(({ index }) => index)).toEqual([1, 1])
  })

  it('ignores a version newer than the mail, and any version in a first posting', () => {
    expect(readCover(['v7:', '- the seventh revision of the chip'])).toEqual([])
    expect(readCover(['Changes:', '- everything', 'v1:', '- initial'], { versions: chain(1) })).toEqual([])
  })

  it('has a list under "Changelog:" in the version of the mail, and ignores a heading without a list', () => {
    expect(short(readCover(['Changelog:', '- faster']))).toEqual(['v3: faster'])
    expect(readCover(['Changes', 'are listed in the commit messages.'])).toEqual([])
  })
})

describe('the changelog of a patch', () => {
  it('is read below the --- line, without the diffstat', () => {
    const items = readPatch(
      ['Do it.', '', 'Signed-off-by: Ada <ada@example.org>'],
      ['v3: add a comment (Ann)', 'v2:', '- new patch', ''],
    )
    expect(short(items)).toEqual(['v3: add a comment (Ann)', 'v2: new patch'])
    expect(items[0]).toMatchObject({ inPatch: 2, mailKey: 'two@example.org', line: 4 })
  })

  it('is read from the commit message below headings that name a version, up to the trailers', () => {
    const message = [
      'Do it.',
      '',
      'v2: add a comment (Ann)',
      'v3:',
      '- drop it',
      '',
      'Cc: Bob <bob@example.org>',
      '- no item',
    ]
    expect(short(readPatch(message, []))).toEqual(['v2: add a comment (Ann)', 'v3: drop it'])
    expect(readPatch(['Do it.', '', 'Changes:', '- the list is now a tree', '- the tree is balanced'], [])).toEqual([])
  })
})

describe('hostile text', () => {
  it('is read in linear time', () => {
    const lines = [
      'v3:',
      `- ${'(A'.repeat(100_000)}`,
      `- ${'[1]'.repeat(100_000)}`,
      `- ${'patches 1-9999,'.repeat(20_000)}`,
      `- ${'Per Ann and '.repeat(20_000)}`,
      `- ${"A'".repeat(100_000)}`,
      `- ${'a-'.repeat(100_000)}`,
      ...Array.from({ length: 20_000 }, () => 'v2 -> v3'),
      ...Array.from({ length: 20_000 }, (_, at) => `${' '.repeat(at % 50)}- nested`),
    ]
    expect(readCover(lines).length).toBeGreaterThan(400)
    // Anything above linear would take minutes.
  }, 20_000)
})
