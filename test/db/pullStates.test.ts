import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { hideMessage } from '../../db/store/hide'
import type { MessageId } from '../../lib/mail/types'
import { dump } from '../support/dump'
import { databaseOf, ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'
import { ADA, LIN, MAX, POSTED, patch, request, stateOf } from './pullMails'

const EVE = 'Eve Example <eve@evil.example>'

/** A request that posts the patch of `b@x` with another title. */
const retitled = (minutes: number, name = 'three'): readonly MailParts[] => [
  {
    id: 'r0@x',
    subject: '[PATCH 0/1] Tool fixes',
    body: `Please pull.\n\nare available in the Git repository at:\n\n  git://example.org/tool.git HEAD\n\nAda Author (1):\n      tool: cope with the third thing\n`,
    from: MAX,
    cc: LIN,
    minutes,
    headers: ['List-Id: <list.example.org>'],
  },
  {
    ...patch('r1@x', '[PATCH 1/1] tool: cope with the third thing', name, minutes + 1),
    body: `From: ${ADA}\n\n${patch('r1@x', '', name, 0).body}`,
    from: MAX,
    cc: LIN,
    inReplyTo: 'r0@x',
    headers: ['List-Id: <list.example.org>'],
  },
]

const answer = (id: string, inReplyTo: string, minutes: number, body: string, from = LIN): MailParts => ({
  id,
  subject: 'Re: [GIT PULL] Tool fixes',
  body,
  from,
  inReplyTo,
  minutes,
})

const archive = (...mails: readonly MailParts[]) => databaseOf([...POSTED, ...mails].map(mail))

describe('a series whose patches are in a pull request', () => {
  it('waits for whom the request was sent to', async () => {
    const db = await archive(request('p@x', 100))
    expect(stateOf(db)).toEqual(['in-pull-request', 'p@x', 'maintainer', []])
    expect(stateOf(db, 'b@x').slice(0, 1)).toEqual(['under-review'])
  })

  it('is applied once an answer says that it was pulled, by the words of that answer', async () => {
    const db = await archive(request('p@x', 100), answer('r@x', 'p@x', 200, 'Pulled, thanks.\n'))
    expect(stateOf(db)).toEqual(['applied', 'r@x', 'nobody', []])
    expect(getSeriesDocument(db, 'a0@x')?.state).toMatchObject({
      quote: 'Pulled, thanks.',
      patches: [1, 2],
      basis: 'asked',
    })
  })

  it('is applied once patchwork-bot reports the request, and the tree is named', async () => {
    const bot = 'patchwork-bot+netdevbpf@example.org'
    const body = 'Hello:\n\nThis pull request was applied to netdev/net.git (main)\nby Lin Upstream:\n'
    const db = await archive(request('p@x', 100), answer('r@x', 'p@x', 200, body, bot))
    expect(getSeriesDocument(db, 'a0@x')?.state).toMatchObject({
      kind: 'applied',
      messageId: 'r@x',
      basis: 'bot',
    })
  })

  it('is applied once patchwork-bot reports it in answer to a patch below the request alone', async () => {
    const posted = { ...patch('p1@x', '[PATCH net 1/2] tool: do the first thing well', 'one', 101), from: MAX }
    const cover = { ...request('p@x', 100), subject: '[PATCH net 0/2] Tool fixes for net' }
    const body = 'Hello:\n\nThis series was applied to netdev/net.git (refs/heads/master):\n'
    const db = await archive(
      cover,
      { ...posted, body: `From: ${ADA}\n\n${posted.body}`, inReplyTo: 'p@x' },
      answer('r@x', 'p1@x', 200, body, 'patchwork-bot+netdevbpf@example.org'),
    )
    expect(getSeriesDocument(db, 'a0@x')?.state).toMatchObject({
      kind: 'applied',
      messageId: 'r@x',
      tree: 'netdev/net.git',
    })
  })

  it('is in a pull request when it is one itself, until an answer says that it was pulled', async () => {
    const cover = { ...request('p@x', 100), subject: '[PATCH net 0/1] Tool fixes for net' }
    const posted = {
      ...patch('p1@x', '[PATCH net 1/1] tool: rewrite the whole of it', 'own', 101),
      from: MAX,
      inReplyTo: 'p@x',
    }
    expect(stateOf(await archive(cover, posted), 'p@x')).toEqual(['in-pull-request', 'p@x', 'maintainer', []])
    const pulledDb = await archive(cover, posted, answer('r@x', 'p@x', 200, 'Pulled, thanks.\n'))
    expect(stateOf(pulledDb, 'p@x').slice(0, 2)).toEqual(['applied', 'r@x'])
    const plainDb = await archive({ ...cover, body: 'Some fixes.\n' }, posted)
    expect(stateOf(plainDb, 'p@x').slice(0, 1)).toEqual(['under-review'])
  })

  it('is partly applied when the request lists some of its patches', async () => {
    const one = 'Ada Author (1):\n      tool: do the first thing well\n'
    const db = await archive(request('p@x', 100, MAX, one), answer('r@x', 'p@x', 200, 'Pulled, thanks.\n'))
    expect(getSeriesDocument(db, 'a0@x')?.state).toMatchObject({ kind: 'partly-applied', patches: [1] })
  })

  it('is in a request that lists its short title and its author, unless two series have both', async () => {
    const short = patch('s@x', '[PATCH] tool: fix', 'short', 50)
    const asked = request('p@x', 100, MAX, 'Ada Author (1):\n      tool: fix\n')
    expect(stateOf(await archive(short, asked), 's@x').slice(0, 1)).toEqual(['in-pull-request'])
    const other = request('p@x', 100, MAX, 'Bob Author (1):\n      tool: fix\n')
    expect(stateOf(await archive(short, other), 's@x').slice(0, 1)).toEqual(['under-review'])
    const twin = patch('t@x', '[PATCH] tool: fix', 'twin', 60)
    expect(stateOf(await archive(short, twin, asked), 's@x').slice(0, 1)).toEqual(['under-review'])
  })

  it('is in a request that posts the same diff by the same author under another title, in any order of arrival', async () => {
    const db = await archive(...retitled(100))
    expect(stateOf(db, 'b@x').slice(0, 2)).toEqual(['in-pull-request', 'r0@x'])
    const late = await databaseOf(retitled(100).map(mail))
    await ingestMails(late, POSTED.map(mail))
    expect(dump(late)).toEqual(dump(db))
    expect(stateOf(await archive(...retitled(100, 'four')), 'b@x').slice(0, 1)).toEqual(['under-review'])
  })

  it('is applied once the next request for the branch lists none of its patches on another base, in any order of arrival', async () => {
    const third = 'Ada Author (1):\n      tool: do the third thing well\n'
    const based = (one: MailParts, base: string): MailParts => ({
      ...one,
      body: one.body.replace('\n\nare', `\n\nThe following changes since commit ${base.repeat(40)}:\n\nare`),
    })
    const first = based(request('p@x', 100), 'a')
    const next = request('q@x', 30_000, MAX, third)
    const stated = async (...mails: readonly MailParts[]) => stateOf(await archive(...mails)).slice(0, 2)
    expect(await stated(first, based(next, 'b'))).toEqual(['applied', 'q@x'])
    expect(await stated(first, based(next, 'a'))).toEqual(['in-pull-request', 'p@x'])
    expect(await stated(first, based(request('q@x', 30_000, EVE, third), 'b'))).toEqual(['in-pull-request', 'p@x'])
    const stranger = based(request('p@x', 100, EVE), 'a')
    expect(await stated(stranger, based({ ...next, from: EVE }, 'b'))).toEqual(['under-review', 'a0@x'])
    const mails = [...POSTED, first, based(next, 'b'), answer('n@x', 'q@x', 40_000, 'Please ignore this.\n', MAX)].map(
      mail,
    )
    const expected = dump(await databaseOf(mails.slice(0, -1)))
    for (const seed of [1, 2, 3]) {
      const db = openWriter(':memory:')
      for (const one of shuffle(mails.slice(0, -1), seed)) await ingestMails(db, [one])
      expect(dump(db)).toEqual(expected)
      await ingestMails(db, mails.slice(-1))
      expect(stateOf(db).slice(0, 2)).toEqual(['in-pull-request', 'p@x'])
      hideMessage(db, 'n@x' as MessageId)
      expect(stateOf(db).slice(0, 2)).toEqual(['applied', 'q@x'])
      hideMessage(db, 'q@x' as MessageId)
      expect(stateOf(db).slice(0, 2)).toEqual(['in-pull-request', 'p@x'])
      db.close()
    }
  })

  it('is in none once the request is withdrawn, or its sender tried again without these patches', async () => {
    const withdrawn = await archive(request('p@x', 100), answer('r@x', 'p@x', 200, 'Please ignore this.\n', MAX))
    expect(stateOf(withdrawn).slice(0, 1)).toEqual(['under-review'])
    const other = 'Ada Author (1):\n      tool: do the third thing well\n'
    const again = { ...request('q@x', 200, MAX, other), subject: '[GIT PULL v2] Tool fixes' }
    const superseded = await archive(request('p@x', 100), again)
    expect(stateOf(superseded).slice(0, 1)).toEqual(['under-review'])
    expect(stateOf(superseded, 'b@x').slice(0, 2)).toEqual(['in-pull-request', 'q@x'])
  })

  it('stays as it was when a stranger asks to pull it, whoever answers', async () => {
    const before = stateOf(await archive())
    const db = await archive(request('p@x', 100, EVE), answer('r@x', 'p@x', 200, 'Pulled, thanks.\n'))
    expect(stateOf(db)).toEqual(before)
  })

  it('stays as it was when a stranger answers the request', async () => {
    const db = await archive(request('p@x', 100), answer('r@x', 'p@x', 200, 'Pulled, thanks.\n', EVE))
    expect(stateOf(db).slice(0, 2)).toEqual(['in-pull-request', 'p@x'])
  })

  it('does not change when a posting of the same title follows the request', async () => {
    const db = await archive(request('p@x', 100), patch('c@x', '[PATCH] tool: do the first thing well', 'four', 300))
    expect(stateOf(db).slice(0, 2)).toEqual(['in-pull-request', 'p@x'])
  })
})

describe('the state of a series in a pull request', () => {
  const mails = [
    ...POSTED,
    request('p@x', 100),
    answer('n@x', 'p@x', 150, 'Looks good to me.\n'),
    answer('r@x', 'p@x', 200, 'Pulled, thanks.\n'),
    { ...request('s@x', 300, MAX, 'Ada Author (1):\n      tool: do the third thing well\n'), cc: LIN },
  ].map(mail)

  it('is the same in whatever order the mails come', async () => {
    const expected = dump(await databaseOf(mails))
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const db = openWriter(':memory:')
      for (const one of shuffle(mails, seed)) await ingestMails(db, [one])
      expect(stateOf(db)).toEqual(['applied', 'r@x', 'nobody', []])
      expect(stateOf(db, 'b@x').slice(0, 2)).toEqual(['in-pull-request', 's@x'])
      expect(dump(db)).toEqual(expected)
      db.close()
    }
  })

  it('is derived again when the answer, the request or a patch is hidden', async () => {
    const db = await databaseOf(mails)
    hideMessage(db, 'r@x' as MessageId)
    expect(stateOf(db).slice(0, 2)).toEqual(['in-pull-request', 'p@x'])
    hideMessage(db, 'p@x' as MessageId)
    expect(stateOf(db).slice(0, 2)).toEqual(['under-review', 'a0@x'])
    hideMessage(db, 's@x' as MessageId)
    expect(stateOf(db, 'b@x').slice(0, 2)).toEqual(['under-review', 'b@x'])
    hideMessage(db, 'b@x' as MessageId)
    expect(db.prepare('SELECT * FROM pulled').all()).toEqual([])
  })
})
