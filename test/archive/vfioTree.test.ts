import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { SeriesDocument } from '../../db/queries/views'
import { at } from '../../lib/at'
import { parseMessage } from '../../lib/mail/message'
import { parseSubject } from '../../lib/mail/subject'
import { parsePatch } from '../../lib/patch/patch'
import { commitVersion, git } from '../evolution/rebuild'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { ingestFiles, readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'
import { addTree, update } from '../trees/update'

const ID = '20220921104401.38898-1-kevin.tian@intel.com'
const FILE = 'drivers/vfio/vfio_main.c'

/** The mails of the patches of v4 in their order, each with what it is as a patch. */
async function readPatches() {
  const mails = await Promise.all(
    readMails(corpusPath('vfio-device-life-cycle.mbox')).map(async (raw) => ({ raw, parsed: await parseMessage(raw) })),
  )
  const found = mails.flatMap(({ raw, parsed }) => {
    if (parsed.kind === 'rejected') return []
    const { message } = parsed
    const { title, version, number, reply } = parseSubject(message.subject)
    if (reply || version !== 4 || number === null || number === 0) return []
    return [{ raw, number, patch: parsePatch({ title, from: message.from, body: message.body }) }]
  })
  return found.sort((a, b) => a.number - b.number)
}

describeWithCorpus('v4 of the vfio series, as a maintainer applied it', () => {
  const folder = tempFolder()
  let document: SeriesDocument

  beforeAll(async () => {
    const linux = join(folder, 'linux')
    mkdirSync(linux)
    git(linux, ['init', '-q'])
    const patches = await readPatches()
    commitVersion(
      linux,
      'main',
      patches.map(({ patch }) => patch),
      patches.map(({ raw }) => raw),
    )
    // The maintainer adds a line to the last patch and tags; a fix of it follows.
    appendFileSync(join(linux, FILE), '/* a line of the maintainer */\n')
    git(linux, ['commit', '-q', '--all', '--amend', '--no-edit'])
    git(linux, ['rebase', '-q', '--root', '--committer-date-is-author-date'])
    git(linux, ['tag', 'v6.1-rc1'])
    const sha = git(linux, ['rev-parse', 'HEAD']).trim()
    appendFileSync(join(linux, FILE), '/* a fix */\n')
    git(linux, [
      'commit',
      '-q',
      '--all',
      '-m',
      `vfio: Fix a regression\n\nFixes: ${sha.slice(0, 12)} ("vfio: Add struct device")`,
    ])
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    addTree(db, linux)
    await update(db, folder)
    const found = getSeriesDocument(db, ID)
    if (found === undefined) throw new Error('the series is not there')
    document = found
  }, 300_000)

  it('is applied by the tree, in the release of the tag', () => {
    // A mail reported later that it broke something, which the last commit fixes.
    expect(document.state).toMatchObject({ kind: 'applied', source: 'tree' })
    expect(document.turn.whose).toBe('nobody')
    expect(document.commits.map(({ version, patch }) => `${version} ${patch}`)).toEqual(
      Array.from({ length: 15 }, (_, index) => `4 ${index + 1}`),
    )
    expect([...new Set(document.commits.map(({ release }) => release))]).toEqual(['v6.1-rc1'])
  })

  it('differs from the mails by the line that the maintainer added', () => {
    const changed = document.commits.flatMap(({ patch, by, changed }) =>
      changed === null ? [] : [{ patch, by, changed }],
    )
    expect(changed).toEqual([{ patch: 15, by: 'title', changed: { added: 1, removed: 0 } }])
    expect(document.commits.filter(({ by }) => by === 'patch-id')).toHaveLength(14)
  })

  it('shows the fix that followed', () => {
    expect(document.commits.map(({ fixes }) => fixes.length)).toEqual([...Array.from({ length: 14 }, () => 0), 1])
    expect(at(document.commits, 14).namers).toMatchObject([{ kind: 'fixes', title: 'vfio: Fix a regression' }])
  })
})
