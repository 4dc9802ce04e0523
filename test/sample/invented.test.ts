import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openReader } from '../../db/open'
import { summariseSeries } from '../../db/queries/lists/seriesList'
import { summarisePulls } from '../../db/queries/pulls/pullList'
import { QUEUES } from '../../lib/review/queue'
import { importSample } from '../../scripts/start/sample'
import { buildInvented, readInvented } from '../../scripts/tools/sample/buildInvented'
import { SAMPLE } from '../../scripts/tools/sample/buildSample'
import { linesAfter } from '../../scripts/tools/sample/code'
import { parseInvented } from '../../scripts/tools/sample/inventedSource'
import { readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'
import { SAMPLE_MBOX } from './facts'

const INVENTED_MBOX = join(SAMPLE, 'invented.mbox')
const sources = readInvented(SAMPLE)
const mails = readMails(INVENTED_MBOX).map((raw) => raw.toString('utf8'))

describe('the invented series of the sample', () => {
  it('are built from their texts', () => {
    expect(buildInvented(sources)).toBe(readFileSync(INVENTED_MBOX, 'utf8'))
    expect(sources).toHaveLength(12)
  })

  it('say in the header of each mail, and in the text of each posting, that they are invented', () => {
    for (const mail of mails) {
      expect(mail).toMatch(/^X-Reroll-Invented: yes$/m)
      const opens = !/^In-Reply-To:/m.test(mail)
      if (opens) expect(mail).toMatch(/^\(Invented for the sample of Reroll: /m)
    }
  })

  it('name nobody but people at example.org and example.com, and nobody of the rewritten series', () => {
    const addresses = new Set(
      mails
        .join('\n')
        .match(/[\w.+-]+@[\w.-]+/g)
        ?.filter((found) => found !== 'mboxrd@z'),
    )
    for (const address of addresses) expect(address).toMatch(/@(?:lists\.)?example\.(?:org|com)$/)
    const real = new Set(
      readMails(SAMPLE_MBOX).flatMap((raw) => /^From: "?([^<"]+)/m.exec(raw.toString('utf8'))?.[1] ?? []),
    )
    for (const name of real) expect(mails.join('\n')).not.toContain(name.trim())
  })

  it.each(sources)('$name applies with git am in each version', ({ name, files, postings }) => {
    const series = sources.find((one) => one.name === name)
    if (series === undefined) throw new Error(name)
    for (const posting of postings) {
      const folder = tempFolder()
      const git = (words: readonly string[], input = ''): string =>
        execFileSync('git', ['-c', 'user.name=Max', '-c', 'user.email=max@example.org', ...words], {
          cwd: folder,
          input,
          env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
          encoding: 'utf8',
          stdio: 'pipe',
        })
      for (const file of files) {
        mkdirSync(dirname(join(folder, file.path)), { recursive: true })
        const lines = linesAfter(file, posting.version, 0)
        writeFileSync(join(folder, file.path), lines.map((line) => `${line}\n`).join(''))
      }
      git(['init', '--quiet'])
      git(['add', '.'])
      git(['commit', '--quiet', '-m', 'base'])
      const posted = buildInvented([{ ...series, postings: [posting], mails: [] }]).split(/^(?=From mboxrd@z)/m)
      const patches = posted.filter((mail) => !/^Subject: \[.* 0\/\d\]/m.test(mail))
      git(['am', '--quiet', '--patch-format=mboxrd'], patches.join(''))
      for (const file of files) {
        const after = linesAfter(file, posting.version, 9)
        expect(readFileSync(join(folder, file.path), 'utf8')).toBe(after.map((line) => `${line}\n`).join(''))
      }
    }
  })

  it('put a series into every group of the queue, and a request onto the page of pull requests', async () => {
    const path = join(tempFolder(), 'sample.sqlite')
    await importSample(path, () => {})
    const db = openReader(path)
    const rows = [...summariseSeries(db, { query: '' })]
    const groups = new Map(QUEUES.map((queue) => [queue, rows.filter(({ group }) => group === queue).length]))
    const whys = rows.filter(({ group }) => group === 'waiting-on-review').map(({ turn }) => turn.why)
    const pulls = [...summarisePulls(db)].map(({ title, state }) => ({ title, state }))
    db.close()
    expect(Object.fromEntries(groups)).toEqual({
      ready: 2,
      'waiting-on-author': 2,
      'waiting-on-review': 3,
      'in-pull-request': 1,
      quiet: 1,
      done: 4,
      backport: 1,
    })
    expect(new Set(whys)).toEqual(new Set(['unreviewed', 'answered', 'in-review']))
    expect(pulls).toEqual([{ title: 'i2c updates for 6.1-rc1', state: 'requested' }])
  })
})

describe('the text of an invented series', () => {
  const about = '== about\nlist l@example.org\nauthor Ada <ada@example.org>\nprefix PATCH\n'
  const post = '== post 1 2022-09-06T08:00:00Z\n'
  const patch = '== message 1 a: b\n|Why.\n== code a.c\n+1|new\n'

  it('is rejected with an unknown section, or without what each series needs', () => {
    expect(() => parseInvented('x', '== abuot')).toThrow('x: not a section of an invented series: abuot')
    expect(() => parseInvented('x', post)).toThrow('x: no section about')
    expect(() => parseInvented('x', '== about\nlist l@example.org\n')).toThrow('x: no author in section about')
  })

  it('is rejected when a patch changes nothing, or when a reply answers no mail', () => {
    const empty = `${about}${post}${patch.replace('+1', '2 +1')}`
    expect(() => buildInvented([parseInvented('x', empty)])).toThrow('x: patch 1 changes nothing in v1')
    const stray = `${about}${post}${patch}== mail a 2022-09-07T08:00:00Z to 2/1\nfrom Bo <bo@example.org>\nYes.\n`
    expect(() => buildInvented([parseInvented('x', stray)])).toThrow('x: a answers 2/1, which is not above it')
    const both = `${about}== mail a 2022-09-07T08:00:00Z to 1/1\nfrom Bo <bo@example.org>\nsubject s\nYes.\n`
    expect(() => parseInvented('x', both)).toThrow('x: a needs a parent or a subject, and not both')
  })

  it('gives a single patch no cover letter, and keeps the notes below its ---', () => {
    const text = `${about}${post}${patch.replace('|Why.', '|Why.\n|---\n|v1: note')}`
    const built = buildInvented([parseInvented('x', text)])
    expect(built).toContain('Subject: [PATCH] a: b\n')
    expect(built).toContain('\n\nWhy.\n---\n(Invented for the sample of Reroll: ')
    expect(built).toContain('\nv1: note\n\n a.c |  1 +\n 1 file changed, 1 insertion(+)\n\ndiff --git a/a.c b/a.c\n')
  })
})
