import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { digCommit, getCommit } from '../../db/queries/tree/commitPage'
import { hideMessage } from '../../db/store/hide'
import { findTree, removeTree } from '../../db/store/treeRows'
import type { MessageId } from '../../lib/mail/types'
import type { BranchRole } from '../../lib/tree/types'
import { type CommitParts, loseCommits, putCommits, shaOf } from '../support/commits'
import { dump } from '../support/dump'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const id = (name: string) => `${name}@example.org` as MessageId

describe('a commit', () => {
  const diff = (line: string) =>
    `Why.\n---\ndiff --git a/drivers/pump/pump.c b/drivers/pump/pump.c\n--- a/drivers/pump/pump.c\n+++ b/drivers/pump/pump.c\n@@ -1 +1 @@\n-old\n+${line}\n`
  const PATCH = mail({ id: id('p'), subject: '[PATCH] pump: start it', body: diff('new') })
  const COMMIT: CommitParts = { title: 'pump: start it', minutes: 60 }
  const open = async (...mails: readonly Buffer[]) => {
    const db = openWriter(':memory:')
    await ingestMails(db, mails)
    return db
  }
  const stateOf = (db: Db) => db.prepare('SELECT state, turn FROM series').get()

  it('that has gone from its branch decides nothing any more, and is shown with the date', async () => {
    const db = await open(PATCH)
    putCommits(db, [COMMIT])
    expect(stateOf(db)).toEqual({ state: 'applied', turn: 'nobody' })
    loseCommits(db, [COMMIT], 6000)
    expect(stateOf(db)).toEqual({ state: 'under-review', turn: 'reviewers' })
    expect(getSeriesDocument(db, id('p'))?.commits).toMatchObject([
      { sha: shaOf(COMMIT.title), gone: expect.any(String) },
    ])
  })

  it('ends a regression of the commit that it fixes, also when it comes later, and no more once it is reverted', async () => {
    const call = mail({
      id: id('call'),
      subject: 'Re: [PATCH] pump: start it',
      body: 'Rex may want to test it.\n',
      cc: 'Rex <rex@example.org>',
      inReplyTo: id('p'),
      minutes: 20,
    })
    const report = mail({
      id: id('r'),
      subject: 'Re: [PATCH] pump: start it',
      body: 'This introduced a regression: the pump stops.\n',
      from: 'Rex <rex@example.org>',
      inReplyTo: id('p'),
      minutes: 90,
    })
    const db = await open(PATCH, call, report)
    putCommits(db, [COMMIT])
    expect(stateOf(db)).toMatchObject({ state: 'regression-reported' })
    const fix = { title: 'pump: stop it again', fixes: [shaOf(COMMIT.title).slice(0, 12)], minutes: 120 }
    putCommits(db, [fix])
    expect(stateOf(db)).toMatchObject({ state: 'applied' })
    putCommits(db, [{ title: 'Revert "pump: stop it again"', reverts: [shaOf(fix.title)], minutes: 150 }])
    expect(stateOf(db)).toMatchObject({ state: 'regression-reported' })
  })

  it('counts alone, without its backports and picks and those that have gone', async () => {
    const db = await open(PATCH)
    const pick = { ...COMMIT, origins: [shaOf(COMMIT.title)], minutes: 90 }
    const old = { ...COMMIT, sha: 'f'.repeat(40), minutes: 30 }
    putCommits(db, [COMMIT, old])
    loseCommits(db, [old], 40)
    putCommits(db, [pick], { branch: 'other-next' })
    putCommits(db, [{ ...COMMIT, sha: 'e'.repeat(40) }], { branch: 'linux-6.1.y', role: 'stable' })
    const document = getSeriesDocument(db, id('p'))
    expect(document?.commits.length).toBeGreaterThan(2)
    expect(document?.state.landed).toMatchObject({ sha: shaOf(COMMIT.title), commits: 1 })
  })

  it('of squashed patches is compared with all of them together', async () => {
    const hunk = (file: string, names: readonly string[]) =>
      `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,${names.length + 1} @@\n old\n${names.map((name) => `+\tpump_${name}_the_${file}(pump, ${name});\n`).join('')}`
    const [inlet, outlet] = [hunk('inlet', ['open', 'fill', 'seal']), hunk('outlet', ['drain', 'rinse', 'close'])]
    const db = await open(
      mail({ id: id('c'), subject: '[PATCH 0/2] pumps', body: 'Words.\n' }),
      mail({
        id: id('a'),
        subject: '[PATCH 1/2] pump: fill it',
        body: `Why.\n---\n${inlet}`,
        inReplyTo: id('c'),
        minutes: 1,
      }),
      mail({
        id: id('b'),
        subject: '[PATCH 2/2] pump: empty it',
        body: `Why.\n---\n${outlet}`,
        inReplyTo: id('c'),
        minutes: 2,
      }),
    )
    const diff = `${inlet}${outlet}`
    putCommits(db, [{ title: 'pump: fill it', minutes: 60, diff, text: `pump: fill it\n\nWhy.\n\n${diff}` }])
    const document = getSeriesDocument(db, id('c'))
    expect(document?.commits).toMatchObject([
      { patch: 1, by: 'title', changed: null, compared: true, squashedWith: [2] },
      { patch: 2, by: 'similar', changed: null, compared: true, squashedWith: [1] },
    ])
    expect(document?.state.landed).toMatchObject({ commits: 1, changedLines: 0 })
    expect(getCommit(db, shaOf('pump: fill it'))?.mails[0]).toMatchObject({ changed: null, squashedWith: [2] })
  })

  it('of which the patch was posted below a pull request alone is tied to that mail, until the patch is found in a series', async () => {
    const body = 'Why.\n---\ndiff --git a/pump b/pump\n--- a/pump\n+++ b/pump\n@@ -1 +1 @@\n-old\n+new\n'
    const db = await open(
      mail({ id: id('c'), subject: '[PULL 0/1] pumps for v2', body: 'Please pull.\n', from: 'Max <max@example.org>' }),
      mail({
        id: id('a'),
        subject: '[PULL 1/1] pump: oil it well',
        body: `From: Ada Author <ada@example.org>\n\n${body}`,
        from: 'Max <max@example.org>',
        inReplyTo: id('c'),
      }),
    )
    putCommits(db, [{ title: 'pump: oil it well', minutes: -5000 }])
    const dug = () => {
      const found = getCommit(db, shaOf('pump: oil it well'))
      return found === undefined ? undefined : digCommit(found)
    }
    expect(dug()).toMatchObject({
      messageId: id('a'),
      by: 'title',
      patch: 1,
      series: null,
      version: null,
      pull: id('c'),
    })
    await ingestMails(db, [mail({ id: id('p'), subject: '[PATCH] pump: oil it well', body, minutes: -6000 })])
    expect(dug()).toMatchObject({ messageId: id('p'), series: id('p'), version: 1, pull: null })
    hideMessage(db, id('p'))
    expect(dug()).toMatchObject({ messageId: id('a'), pull: id('c') })
  })

  it('that a link to the cover letter names leads to the patch of that version with its title', async () => {
    const db = await open(
      mail({ id: id('c'), subject: '[PATCH 0/2] pumps', body: 'Words.\n' }),
      mail({ id: id('a'), subject: '[PATCH 1/2] pump: start it', body: diff('a'), inReplyTo: id('c'), minutes: 1 }),
      mail({ id: id('b'), subject: '[PATCH 2/2] pump: stop it', body: diff('b'), inReplyTo: id('c'), minutes: 2 }),
    )
    putCommits(db, [{ title: 'pump: stop it', author: 'other@example.org', links: [id('c')], minutes: 60 }])
    expect(getSeriesDocument(db, id('c'))?.commits).toMatchObject([{ patch: 2, by: 'link', messageId: id('b') }])
    expect(getSeriesDocument(db, id('c'))?.state).toMatchObject({
      kind: 'partly-applied',
      source: 'tree',
      patches: [2],
    })
  })

  it('is tied to the mail of its author, however many others post under its title', { timeout: 60_000 }, async () => {
    const flood = Array.from({ length: 520 }, (_, index) =>
      mail({
        id: id(`flood${index}`),
        subject: '[PATCH] pump: start it',
        body: diff(`flood ${index}`),
        from: `Eve <eve${index}@example.net>`,
        minutes: 1 + index / 60,
      }),
    )
    const db = await open(PATCH, ...flood)
    putCommits(db, [COMMIT])
    expect(getSeriesDocument(db, id('p'))?.state).toMatchObject({ kind: 'applied', source: 'tree' })
    expect(db.prepare('SELECT count(*) FROM ties').pluck().get()).toBe(1)
  })

  it('is forgotten with its tree, and the series is as if it had never been read', async () => {
    const db = await open(PATCH)
    const before = dump(db)
    putCommits(db, [COMMIT])
    removeTree(db, findTree(db, 'maint')?.id ?? 0)
    expect(dump(db)).toEqual(before)
  })

  describe('makes its committer', () => {
    const onList = (one: Buffer) => Buffer.concat([Buffer.from('List-Id: <pumps.example.org>\n'), one])
    const nak = mail({
      id: id('nak'),
      subject: 'Re: [PATCH] pump: stop it',
      body: 'NAK. Never stop a pump.\n',
      from: 'Max <max@example.net>',
      inReplyTo: id('q'),
      minutes: 90,
    })
    const other = mail({
      id: id('q'),
      subject: '[PATCH] pump: stop it',
      body: diff('stop'),
      from: 'Bea <bea@example.org>',
      minutes: 70,
    })
    const stateOfOther = async (role: BranchRole, first: 'mail' | 'commit', scopes: readonly string[] = []) => {
      const db = openWriter(':memory:')
      const commit = () => putCommits(db, [{ ...COMMIT, committer: 'max@example.net' }], { role, branch: role, scopes })
      if (first === 'commit') commit()
      await ingestMails(db, [PATCH, other, nak].map(onList))
      if (first === 'mail') commit()
      return getSeriesDocument(db, id('q'))?.state.kind
    }

    it.each(['mail', 'commit'] as const)(
      'a decider for the list when it is on the branch of a maintainer, and nobody on mainline, whether the %s comes first',
      async (first) => {
        expect(await stateOfOther('maintainer', first)).toBe('rejected')
        expect(await stateOfOther('mainline', first)).toBe('under-review')
      },
    )

    it.each([
      ['the list', ['pumps.example.org'], 'rejected'],
      ['another list', ['valves.example.org'], 'under-review'],
      ['a folder that has all files', ['drivers/pump/'], 'rejected'],
      ['a file', ['drivers/pump/pump.c'], 'rejected'],
      ['a folder whose name only begins like it', ['drivers/pum'], 'under-review'],
      ['another list, and a folder that has all files', ['valves.example.org', 'drivers'], 'rejected'],
    ])('a decider for %s, when the tree has such scopes', async (_, scopes, state) => {
      for (const first of ['mail', 'commit'] as const)
        expect(await stateOfOther('maintainer', first, scopes)).toBe(state)
    })
  })
})
