import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openReader, withDatabase } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { SeriesDocument } from '../../db/queries/views'
import { listTrees } from '../../db/store/treeRows'
import { importSample } from '../../scripts/start/sample'
import { buildMails, readSources, SAMPLE } from '../../scripts/tools/sample/buildSample'
import { buildTree, bundleRefs } from '../../scripts/tools/sample/buildTree'
import { applyEdit, parseCommitted } from '../../scripts/tools/sample/committed'
import { tempFolder } from '../support/tempFolder'
import { SAMPLE_BUNDLE, V4 } from './facts'

const FIX = '0-v1-013609965fe8+9d-vfio_gvt_unregister_jgg@nvidia.com'
const sources = readSources(SAMPLE)
const committed = parseCommitted(readFileSync(join(SAMPLE, 'committed.txt'), 'utf8'))
const folder = tempFolder()
const given = { ...process.env }

afterEach(() => {
  process.env = { ...given }
})

/** Builds the tree in a new folder, and returns the refs of its bundle. */
function build(name: string): string {
  const tree = join(folder, name)
  mkdirSync(tree)
  buildTree(sources, committed, tree, join(folder, `${name}.bundle`))
  return bundleRefs(readFileSync(join(folder, `${name}.bundle`)))
}

/** What is known of a series in a database. */
function read(database: string, id: string): Promise<SeriesDocument> {
  return withDatabase(openReader(database), (db) => {
    const document = getSeriesDocument(db, id)
    if (document === undefined) throw new Error(`${id} is not there`)
    return document
  })
}

describe('the bundle of the sample', () => {
  it('has the commits that its texts give, each time and whatever the user has configured', () => {
    const shipped = bundleRefs(readFileSync(SAMPLE_BUNDLE))
    expect(
      shipped
        .split('\n')
        .map((line) => line.slice(41))
        .sort(),
    ).toEqual(['refs/heads/main', 'refs/heads/next', 'refs/tags/v6.1-rc1'])
    expect(build('first')).toBe(shipped)
    const home = join(folder, 'home')
    mkdirSync(home)
    writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Max\n[am]\n\tkeepcr = true\n[commit]\n\tgpgSign = true\n')
    Object.assign(process.env, {
      HOME: home,
      TZ: 'Asia/Tokyo',
      GIT_DIR: '/nonexistent',
      GIT_COMMITTER_NAME: 'Max',
      GIT_AUTHOR_DATE: '1 +0000',
    })
    expect(build('second')).toBe(shipped)
  }, 120_000)

  it('cannot be built without git, and says so', () => {
    process.env.PATH = folder
    expect(() => build('third')).toThrow('git cannot be run')
  })

  it('replaces only lines that are in a file once', () => {
    const edit = { path: 'a.c', before: ['two'], after: ['2', '2'] }
    expect(applyEdit('one\ntwo\nthree\n', edit)).toBe('one\n2\n2\nthree\n')
    expect(() => applyEdit('one\n', edit)).toThrow('a.c does not have these lines once: two')
    expect(() => applyEdit('two\ntwo\n', edit)).toThrow('a.c does not have these lines once: two')
  })
})

describe('the sample with its git tree', () => {
  const database = join(tempFolder(), 'sample.sqlite')
  const warnings: string[] = []
  let series: SeriesDocument
  let fix: SeriesDocument

  beforeAll(async () => {
    await importSample(database, (line) => warnings.push(line))
    series = await read(database, V4)
    fix = await read(database, FIX)
  }, 120_000)

  it('has all 15 patches of v4 in the release of the tag, as they were posted but for one', () => {
    expect(warnings).toEqual([])
    expect(series.state).toMatchObject({ source: 'tree', version: 4, release: 'v6.1-rc1' })
    expect(series.commits.map(({ version, patch, by, release }) => `${version}/${patch} ${by} ${release}`)).toEqual(
      Array.from({ length: 15 }, (_, index) => `4/${index + 1} link v6.1-rc1`),
    )
    expect(series.commits.flatMap(({ patch, changed }) => (changed === null ? [] : [{ patch, changed }]))).toEqual([
      { patch: 15, changed: { added: 2, removed: 2 } },
    ])
  })

  it('has the fix of the patch that broke something, with the review tags that the committer added', () => {
    expect(series.commits[14]?.namers).toMatchObject([{ kind: 'fixes', title: fix.title }])
    expect(fix.state).toMatchObject({ kind: 'applied', source: 'tree', release: 'v6.1-rc1' })
    expect(fix.commits).toMatchObject([
      {
        by: 'link',
        changed: null,
        trailersAdded: expect.arrayContaining([
          'Reviewed-by: Kevin Tian <kevin.tian@intel.com>',
          'Reviewed-by: Christoph Hellwig <hch@lst.de>',
        ]),
      },
    ])
  })

  it('has no commit that is older than its mail', () => {
    const posted = new Map(
      [sources.series, sources.fix]
        .flatMap((thread) => buildMails(sources, thread))
        .map(({ facts }) => [facts.messageId, facts] as const),
    )
    for (const { messageId, committed: at } of [...series.commits, ...fix.commits]) {
      const { received, date } = posted.get(messageId) ?? { received: '', date: '' }
      expect(Date.parse(at)).toBeGreaterThan(Math.max(Date.parse(received), Date.parse(date)))
    }
  })

  it('is read again without a change when the program starts again', async () => {
    await importSample(database, (line) => warnings.push(line))
    expect(warnings).toEqual([])
    expect((await read(database, V4)).commits).toEqual(series.commits)
  })
})

describe('the sample without git', () => {
  it('is imported without its tree, and one line says why', async () => {
    const database = join(tempFolder(), 'sample.sqlite')
    const warnings: string[] = []
    process.env.PATH = folder
    await importSample(database, (line) => warnings.push(line))
    expect(warnings).toEqual([
      expect.stringMatching(/^reroll: the git tree of the sample was not read: git is not installed[^\n]*$/),
    ])
    expect(await withDatabase(openReader(database), listTrees)).toEqual([])
    expect(await read(database, V4)).toMatchObject({ messages: 119, commits: [], state: { source: 'mail' } })
  }, 60_000)
})
