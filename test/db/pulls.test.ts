import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listMailingLists } from '../../db/queries/lists/browse'
import { findHits } from '../../db/queries/lists/hits'
import { listSeries, searchSeries } from '../../db/queries/lists/seriesList'
import { getPerson } from '../../db/queries/people/person'
import { listPulls, searchPulls } from '../../db/queries/pulls/pullGroups'
import { getPull, summarisePulls } from '../../db/queries/pulls/pullList'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { hideMessage } from '../../db/store/hide'
import type { MessageId } from '../../lib/mail/types'
import { putCommits, shaOf } from '../support/commits'
import { databaseOf, ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'

const ADA = 'Ada Author <ada@example.org>'
const MAX = 'Max Maintainer <max@example.org>'
const LIN = 'Lin Upstream <lin@example.net>'
const EVE = 'Eve Example <eve@evil.example>'

const DIFF = (name: string, line: string) =>
  `Why.\n\nSigned-off-by: ${ADA}\n---\n\ndiff --git a/${name}.c b/${name}.c\n--- a/${name}.c\n+++ b/${name}.c\n@@ -1 +1,3 @@\n-old\n+${line} one;\n+${line} two;\n+${line} three;\n`

/** What Ada posted. */
const POSTED: readonly MailParts[] = [
  { id: 'a1@x', subject: '[PATCH] tool: do the first thing well', body: DIFF('one', 'first'), from: ADA },
  { id: 'a2@x', subject: '[PATCH] tool: do the second thing well', body: DIFF('two', 'second'), from: ADA, minutes: 5 },
]

const TEXT =
  'Please pull.\n\nare available in the Git repository at:\n\n  git://example.org/tool.git HEAD\n\nAda Author (2):\n      tool: do the first thing well\n      tool: do the second thing well\n'

/** A maintainer's request with the patches below it, as `[PATCH net n/2]` or `[GIT PULL n/2]`. */
function request(id: string, word: string, minutes: number, from = MAX): MailParts[] {
  const patch = (number: number, title: string, body: string): MailParts => ({
    id: `${id}${number}@x`,
    subject: `[${word} ${number}/2] ${title}`,
    body: `From: ${ADA}\n\n${body}`,
    from,
    inReplyTo: `${id}0@x`,
    minutes: minutes + number,
  })
  return [
    { id: `${id}0@x`, subject: `[${word} 0/2] Tool fixes`, body: TEXT, from, cc: LIN, minutes },
    patch(1, 'tool: do the first thing well', DIFF('one', 'first')),
    patch(2, 'tool: do the second thing well', DIFF('two', 'second')),
  ]
}

async function archive(...mails: readonly (readonly MailParts[])[]): Promise<Db> {
  const db = await databaseOf(mails.flat().map(mail))
  return db
}

const titles = (db: Db) => listSeries(db).rows.map(({ id }) => id)

describe('a pull request with its patches', () => {
  it('is named beside a series in it that was applied by mail, until it is answered', async () => {
    const taken = {
      id: 't@x',
      subject: 'Re: it',
      body: 'Applied, thanks!\n',
      from: MAX,
      inReplyTo: 'a1@x',
      minutes: 50,
    }
    const asked = [POSTED.map((one) => ({ ...one, cc: MAX })), [taken], request('p', 'PATCH net', 100)]
    const stateIn = async (...mails: readonly (readonly MailParts[])[]) => {
      const db = await archive(...mails)
      const state = getSeriesDocument(db, 'a1@x')?.state
      const applied = listPulls(db).rows.map((row) => row.applied)
      db.close()
      return [state?.kind, state?.pull?.messageId, ...applied]
    }
    expect(await stateIn(...asked)).toEqual(['applied', 'p0@x', 1])
    const pulled = {
      id: 'd@x',
      subject: 'Re: it',
      body: 'Pulled, thanks.\n',
      from: LIN,
      inReplyTo: 'p0@x',
      minutes: 200,
    }
    expect(await stateIn(...asked, [pulled])).toEqual(['applied', undefined, 0])
  })

  it('is no series in the list when they were posted before, in whatever order the mails come', async () => {
    const mails = [...POSTED, ...request('p', 'PATCH net', 100)].map(mail)
    for (const seed of [1, 2, 3]) {
      const db = openWriter(':memory:')
      for (const one of shuffle(mails, seed)) await ingestMails(db, [one])
      expect(titles(db).sort()).toEqual(['a1@x', 'a2@x'])
      expect(listSeries(db).total).toBe(2)
      expect(searchSeries(db, findHits(db, 'fixes')).rows).toEqual([])
      expect(getPerson(db, 'max@example.org')?.series.map(({ row }) => row.id) ?? []).toEqual([])
      for (const { series } of listMailingLists(db).lists) expect(series).toBe(2)
      expect([...summarisePulls(db)].map(({ id, series }) => [id, [...series].sort()])).toEqual([
        ['p0@x', ['a1@x', 'a2@x']],
      ])
      db.close()
    }
  })

  it('is a series, too, when its patches were never posted', async () => {
    const db = await archive(request('p', 'PATCH net', 100))
    expect(titles(db)).toEqual(['p0@x'])
    expect(getPull(db, 'p0@x')?.ownSeries).toBe('p0@x')
  })

  it('becomes one when the earlier postings are hidden', async () => {
    const db = await archive(POSTED, request('p', 'PATCH net', 100))
    hideMessage(db, 'a1@x' as MessageId)
    hideMessage(db, 'a2@x' as MessageId)
    expect(titles(db)).toEqual(['p0@x'])
    hideMessage(db, 'p0@x' as MessageId)
    expect(listPulls(db).total).toBe(0)
    expect(titles(db)).toEqual(['p1@x'])
  })

  it('stays one when somebody else posted the same titles before', async () => {
    const copies = POSTED.map((one) => ({ ...one, from: EVE }))
    const db = await archive(copies, request('p', 'PATCH net', 100))
    expect(titles(db)).toContain('p0@x')
  })

  it('is no new version of the series of its patches', async () => {
    const db = await archive(POSTED, request('p', 'PATCH net', 100), request('q', 'GIT PULL', 200))
    for (const id of ['a1@x', 'a2@x']) {
      const series = getSeriesDocument(db, id)
      expect(series?.versions.length).toBe(1)
      expect(series?.relations).toEqual([])
    }
  })

  it('names the mail of each patch and its earlier posting, also when the subjects say GIT PULL', async () => {
    for (const word of ['PATCH net', 'GIT PULL']) {
      const db = await archive(POSTED, request('p', word, 100))
      const patches = getPull(db, 'p0@x')?.shortlog[0]?.patches
      expect(patches?.map(({ messageId, original }) => [messageId, original?.messageId])).toEqual([
        ['p1@x', 'a1@x'],
        ['p2@x', 'a2@x'],
      ])
    }
  })
})

describe('the earlier posting of a patch', () => {
  it('is left out when two series have it, and not when a stranger copied it', async () => {
    const twice = POSTED.map((one, at) => ({
      ...one,
      id: `again${at}@x`,
      body: DIFF(`other${at}`, `more${at}`),
      minutes: 50,
    }))
    const unclear = await archive(POSTED, twice, request('p', 'GIT PULL', 100))
    expect(getPull(unclear, 'p0@x')?.shortlog[0]?.patches.map(({ original }) => original)).toEqual([null, null])
    const copies = POSTED.map((one, at) => ({
      ...one,
      id: `copy${at}@x`,
      from: EVE,
      body: `From: ${ADA}\n\n${one.body}`,
      minutes: 50,
    }))
    const copied = await archive(POSTED, copies, request('p', 'GIT PULL', 100))
    expect(getPull(copied, 'p0@x')?.series).toEqual(['a1@x', 'a2@x'])
  })
})

describe('the page of a series', () => {
  it('names the pull requests with its patches, the first three when there are many', async () => {
    const strangers = Array.from({ length: 5 }, (_, at) => request(`s${at}`, 'GIT PULL', 200 + 10 * at, EVE))
    const db = await archive(POSTED, request('p', 'GIT PULL', 100), ...strangers)
    const series = getSeriesDocument(db, 'a1@x')
    expect(series?.pulls.map(({ id, from }) => [id, from.name])).toEqual([
      ['p0@x', 'Max Maintainer'],
      ['s00@x', 'Eve Example'],
      ['s10@x', 'Eve Example'],
    ])
    expect(series?.pullCount).toBe(6)
  })
})

describe('the state of a pull request', () => {
  const answer = (parts: Partial<MailParts>): MailParts => ({
    id: 'answer@x',
    subject: 'Re: Tool fixes',
    body: 'Pulled, thanks!\n',
    from: LIN,
    inReplyTo: 'p0@x',
    minutes: 300,
    ...parts,
  })
  const stateOf = (db: Db, id: string) => [...summarisePulls(db)].find((one) => one.id === id)?.state

  it('is pulled with the mail that says so', async () => {
    const db = await archive(request('p', 'GIT PULL', 100), [answer({})])
    expect(getPull(db, 'p0@x')).toMatchObject({
      state: 'pulled',
      proof: { messageId: 'answer@x', quote: 'Pulled, thanks!' },
    })
    expect(stateOf(await archive(request('p', 'GIT PULL', 100), [answer({ from: EVE })]), 'p0@x')).toBe('requested')
  })

  it('is superseded by a second try of its sender alone', async () => {
    const db = await archive(request('p', 'GIT PULL', 100), request('q', 'GIT PULL v2', 200))
    expect([stateOf(db, 'p0@x'), stateOf(db, 'q0@x')]).toEqual(['superseded', 'requested'])
    expect(getPull(db, 'p0@x')?.supersededBy?.id).toBe('q0@x')
    expect(getPull(db, 'q0@x')?.supersedes?.id).toBe('p0@x')
    const other = await archive(request('p', 'GIT PULL', 100), request('q', 'GIT PULL v2', 200, EVE))
    expect(stateOf(other, 'p0@x')).toBe('requested')
  })

  it('is pulled with the merge that names its repository and tag, on a branch that has its newest commit', async () => {
    const head = 'a'.repeat(40)
    const text = (name: string) =>
      `The following changes since commit ${'b'.repeat(40)}:\n\n  v1 (2024-02-01 10:00:00 +0000)\n\nare available in the Git repository at:\n\n  git://example.org/tool.git ${name}\n\nfor you to fetch changes up to ${head}:\n\n  tool: do it (2024-03-01 10:00:00 +0000)\n`
    const ask = (body: string) =>
      archive([{ id: 'p@x', subject: '[GIT PULL] Tool fixes', body, from: MAX, minutes: 100 }])
    const title = "Merge tag 'tool-1' of git://example.org/tool"
    const newest = { title: 'tool: do it', sha: head, minutes: 50 }
    const upstream = { tree: 'linux', branch: 'master', role: 'mainline' } as const
    const merge = { title, parents: 2, minutes: 500, release: 'v1.1-rc1' }
    const pullOf = (db: Db) => getPull(db, 'p@x')

    const db = await ask(text('tags/tool-1'))
    putCommits(db, [newest])
    expect(pullOf(db)).toMatchObject({ state: 'requested', commit: null })
    putCommits(db, [newest, merge], upstream)
    expect(pullOf(db)).toMatchObject({
      state: 'pulled',
      commit: { sha: shaOf(title), release: 'v1.1-rc1' },
      proof: null,
    })
    expect(listPulls(db).rows).toMatchObject([{ state: 'pulled', commit: { branch: 'master' } }])

    const late = await ask(text('tags/tool-1'))
    putCommits(late, [merge], upstream)
    expect(pullOf(late)).toMatchObject({ state: 'requested', commit: null })

    const fast = await ask(text('tags/tool-2'))
    putCommits(fast, [newest, merge], upstream)
    expect(pullOf(fast)).toMatchObject({ state: 'pulled', commit: { sha: head } })

    const unknown = await ask('Please pull git://example.org/tool.git tags/tool-1\n')
    putCommits(unknown, [{ ...merge, minutes: 50 }], upstream)
    expect(pullOf(unknown)?.commit?.sha).toBe(shaOf(title))
    const old = await ask('Please pull git://example.org/tool.git tags/tool-1\n')
    putCommits(old, [{ ...merge, minutes: -5000 }], upstream)
    expect(pullOf(old)?.state).toBe('requested')
  })

  it('stays superseded when its second try was merged', async () => {
    const db = await archive(request('p', 'GIT PULL', 100), request('q', 'GIT PULL v2', 200))
    putCommits(db, [{ title: 'Merge git://example.org/tool', parents: 2, minutes: 300 }])
    expect([stateOf(db, 'p0@x'), stateOf(db, 'q0@x')]).toEqual(['superseded', 'pulled'])
  })

  it('is declined by whoever was asked, until they pull it after all', async () => {
    const no = answer({ id: 'no@x', body: "I'm not pulling this, the tag is unsigned.\n" })
    const asked = request('p', 'GIT PULL', 100)
    expect(stateOf(await archive(asked, [no]), 'p0@x')).toBe('declined')
    const later = await archive(asked, [no, answer({ minutes: 400 })])
    expect(getPull(later, 'p0@x')).toMatchObject({ state: 'pulled', proof: { messageId: 'answer@x' } })
    const ignore = answer({ minutes: 400, from: MAX, body: 'Please ignore this.\n' })
    expect(stateOf(await archive(asked, [no, ignore]), 'p0@x')).toBe('declined')
  })

  it('is withdrawn by its sender', async () => {
    const db = await archive(request('p', 'GIT PULL', 100), [answer({ from: MAX, body: 'Please ignore this one.\n' })])
    expect(stateOf(db, 'p0@x')).toBe('withdrawn')
  })
})

describe('pull requests', () => {
  it('are found by their words', async () => {
    const db = await archive(request('p', 'GIT PULL', 100))
    expect(searchPulls(db, 'tool fixes').rows.map(({ id }) => id)).toEqual(['p0@x'])
    expect(searchPulls(db, 'nothing').rows).toEqual([])
  })
})
