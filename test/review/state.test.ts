import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { NO_TRUST } from '../../lib/review/trust'
import { ANN, JANE, REX, REX_TAG, review, type ShortReply, seriesInput } from './fixture'

const TWO = [
  [
    { line: 'a', title: 'one' },
    { line: 'b', title: 'two' },
  ],
]
const ann = (body: string, more: Partial<ShortReply> = {}): ShortReply => ({
  id: 'm',
  from: ANN,
  body,
  at: 40,
  patch: 0,
  ...more,
})
const stateOf = (replies: readonly ShortReply[], known: readonly string[] = []) => {
  const { kind, mailKey, patches, tree, release } = reviewSeries({
    ...seriesInput(TWO, replies),
    trust: { ...NO_TRUST, known: new Set(known) },
  }).state
  return { kind, mailKey, patches, tree, release }
}

describe('a reply that names what replaces a series', () => {
  const obsolete = (more: Partial<ShortReply> = {}, body = 'Obsoleted-by: <new@example.org>') => ann(body, more)

  it.each([
    ['its author', { from: JANE }],
    ['somebody whom the patches were sent to', { from: REX }],
  ])('ends it when it comes from %s', (_, more) => {
    expect(stateOf([obsolete(more)])).toMatchObject({ kind: 'superseded', mailKey: 'm' })
    const link = 'superseded-by: https://lore.kernel.org/r/new@example.org'
    expect(stateOf([obsolete(more, link)])).toMatchObject({ kind: 'superseded' })
  })

  it('is only a claim when a stranger sends it', () => {
    const stranger = { name: 'Eve Example', email: 'eve@evil.example' }
    const found = review(TWO, [obsolete({ from: stranger })])
    expect(found.state.kind).toBe('under-review')
    expect(found.claims).toMatchObject([
      { kind: 'superseded', basis: 'none', quote: 'Obsoleted-by: <new@example.org>' },
    ])
  })

  it('may name it in a header field', () => {
    const header = (from: ShortReply['from']) =>
      review(TWO, [obsolete({ from, succession: 'Obsoleted-by: <new@x>\n' }, 'See there.')])
    expect(header(JANE).state).toMatchObject({ kind: 'superseded', quote: 'Obsoleted-by: <new@x>' })
    const stranger = header({ name: 'Eve Example', email: 'eve@evil.example' })
    expect(stranger.state.kind).toBe('under-review')
    expect(stranger.claims).toMatchObject([{ kind: 'superseded', basis: 'none', quote: 'Obsoleted-by: <new@x>' }])
    const older = { from: JANE, succession: 'Supersedes: <new@x>\n' }
    expect(review(TWO, [obsolete(older, 'See there.')]).state.kind).toBe('under-review')
  })

  it('says nothing when it names no mail, a version of the series, or only quotes', () => {
    for (const body of ['Obsoleted-by: the next one', 'Obsoleted-by: <v1/0>', '> Obsoleted-by: <new@example.org>\nNo.'])
      expect(stateOf([obsolete({ from: JANE }, body)]).kind).toBe('under-review')
  })

  it('is about one patch, or an older version, when it answers that', () => {
    expect(stateOf([obsolete({ from: JANE, patch: 2 })]).kind).toBe('under-review')
    const versions = [[{ line: 'a' }], [{ line: 'b' }]]
    expect(review(versions, [obsolete({ from: JANE, version: 1 })]).state.kind).toBe('under-review')
  })
})

describe('the state of a series', () => {
  it('is under review without mail', () => {
    expect(stateOf([])).toMatchObject({ kind: 'under-review', mailKey: 'v1/0' })
  })

  it('is applied by a reply to the cover letter, with tree and release', () => {
    expect(stateOf([ann('Applied to example next branch for v6.1.')])).toEqual({
      kind: 'applied',
      mailKey: 'm',
      patches: [1, 2],
      tree: 'example next',
      release: 'v6.1',
    })
  })

  it('is applied by a list of commits that names every patch, partly applied by one that does not', () => {
    const list = (...titles: readonly string[]) =>
      `Applied, thanks!\n\n${titles.map((title) => `${title}\n      commit: 0123456789ab`).join('\n')}\n`
    expect(stateOf([ann(list('[1/2] one', '[2/2] two'))])).toMatchObject({ kind: 'applied' })
    expect(stateOf([ann(list('[2/2] two'))])).toMatchObject({ kind: 'partly-applied', patches: [2] })
    expect(stateOf([ann(list('[1/1] two'))])).toMatchObject({ kind: 'partly-applied', patches: [2] })
  })

  it('is partly applied by a reply to one patch, or one that names patches', () => {
    expect(stateOf([ann('Applied, thanks!', { patch: 1 })])).toMatchObject({ kind: 'partly-applied', patches: [1] })
    expect(stateOf([ann('Queued patches 1, thanks.')])).toMatchObject({ kind: 'partly-applied', patches: [1] })
    expect(stateOf([ann('Series applied, thanks.', { patch: 2 })])).toMatchObject({ kind: 'applied' })
  })

  it('is applied by a reply to an older cover letter that came after the newest version, not before it', () => {
    const versions = [[{ line: 'a' }], [{ line: 'b' }]]
    const word = ann('Applied, thanks!', { version: 1 })
    expect(review(versions, [{ ...word, at: 150 }]).state).toMatchObject({ kind: 'applied', mailKey: 'm' })
    expect(review(versions, [{ ...word, at: 50 }]).state.kind).toBe('under-review')
  })

  it('is applied when replies to single patches together cover all of them', () => {
    const both = [ann('Applied, thanks!', { patch: 1 }), ann('Applied, thanks!', { id: 'm2', patch: 2 })]
    expect(stateOf(both)).toMatchObject({ kind: 'applied' })
  })

  it('reads pw-bot and the tip bot, when they are known for it', () => {
    const bot = { name: '', email: 'patchwork-bot+example@kernel.org' }
    const words = 'Hello:\n\nThis series was applied to example/net.git (main)\nby Ann Poe <ann@example.org>:'
    const known = ['patchwork-bot@kernel.org', 'tip-bot2@linutronix.de']
    expect(stateOf([{ ...ann(words), from: bot }], known)).toMatchObject({
      kind: 'applied',
      tree: 'example/net.git (main)',
    })
    expect(stateOf([{ ...ann(words), from: bot }]).kind).toBe('under-review')
    const tip = { name: 'tip-bot2 for Jane Doe', email: 'tip-bot2@linutronix.de' }
    const subject = '[tip: x86/core] two'
    expect(
      stateOf([{ ...ann('The following commit has been merged', { patch: 2, subject }), from: tip }], known),
    ).toMatchObject({
      kind: 'partly-applied',
      patches: [2],
      tree: 'x86/core',
    })
  })

  it('is regression reported after it was applied, with the fix that a later mail links to', () => {
    const report = ann('This introduced the regression below.', { id: 'x', at: 50, patch: 2, from: REX })
    const fix = jane('My guess at the fix:\nhttps://lore.kernel.org/r/fix-1@example.org/', { to: 'x' })
    const result = review(TWO, [ann('Applied, thanks!'), report, fix])
    expect(result.state).toMatchObject({ kind: 'regression-reported', mailKey: 'x' })
    expect(result.regressions).toMatchObject([{ patch: 2, fix: 'fix-1@example.org' }])
    expect(stateOf([report])).not.toMatchObject({ kind: 'regression-reported' })
  })

  it('waits on the maintainer once the reporter says that the linked fix works, and on the author until then', () => {
    const report = ann('This introduced the regression below.', { id: 'x', at: 50, patch: 2, from: REX })
    const fix = ann('My guess at the fix:\nhttps://lore.kernel.org/r/fix-1@example.org/', { id: 'f', at: 60, to: 'x' })
    const says = (body: string, more: Partial<ShortReply> = {}) =>
      ann(body, { id: 'w', at: 70, to: 'f', from: REX, ...more })
    const turn = (...replies: readonly ShortReply[]) => {
      const { whose, why, mailKey } = review(TWO, [ann('Applied, thanks!'), report, ...replies]).turn
      return [whose, why, mailKey]
    }
    const merge = ['maintainer', 'fix-posted', 'w']
    expect(turn(fix, says('Indeed this seems to work.'))).toEqual(merge)
    expect(turn(fix, says('Tested-by: Rex Roe <rex@example.org>'))).toEqual(merge)
    const author = ['author', 'open-remarks', 'x']
    expect(turn()).toEqual(author)
    expect(turn(fix)).toEqual(author)
    for (const other of ['I hope this works.', 'Thanks for this fix.', 'I will try this fix tomorrow.'])
      expect(turn(fix, says(other))).toEqual(author)
    expect(turn(fix, says('Indeed this seems to work.', { from: ANN }))).toEqual(author)
    expect(turn(says('Indeed this seems to work.', { to: 'x' }))).toEqual(author)
    const fails = says('No, it still hangs.', { id: 'n', at: 80, to: 'w' })
    expect(turn(fix, says('Indeed this seems to work.'), fails)).toEqual(author)
    expect(review(TWO, [ann('Applied, thanks!'), report, fix, says('It works.')]).state.kind).toBe(
      'regression-reported',
    )
  })

  it('has no regression once a later mail tells regzbot that it is fixed, or was none', () => {
    const applied = ann('Applied, thanks!')
    const report = ann('#regzbot introduced: 0123456789ab', { id: 'x', at: 50, patch: 2, from: REX })
    const close = (body: string, more: Partial<ShortReply> = {}) => ann(body, { id: 'y', at: 60, to: 'x', ...more })
    expect(stateOf([applied, report])).toMatchObject({ kind: 'regression-reported', mailKey: 'x' })
    for (const body of [
      '#regzbot fix: drop the second lock',
      '#regzbot fixed-by: 0123456789ab',
      '#regzbot invalid: my own change',
    ])
      expect(stateOf([applied, report, close(body)]).kind).toBe('applied')
    const eve = { name: 'Eve Moe', email: 'eve@elsewhere.example' }
    const stays = [
      close('#regzbot title: it hangs'),
      close('> #regzbot fix: that'),
      close('#regzbot fix: that', { at: 40 }),
      close('#regzbot fix: that', { from: eve }),
    ]
    for (const one of stays) expect(stateOf([applied, report, one]).kind).toBe('regression-reported')
  })

  it('is rejected by a NAK, until that is taken back', () => {
    const nak = ann('NAK.', { patch: 1 })
    expect(stateOf([nak])).toMatchObject({ kind: 'rejected', mailKey: 'm' })
    const tag = 'Acked-by: Ann Poe <ann@example.org>'
    expect(stateOf([nak, ann(tag, { id: 'm2', at: 60, patch: 1 })])).toMatchObject({ kind: 'under-review' })
  })

  it('is withdrawn or superseded when the author says so', () => {
    expect(stateOf([jane('Please ignore this series.', { patch: 0 })])).toMatchObject({ kind: 'withdrawn' })
    expect(stateOf([jane('Please ignore this mail.', { patch: 1 })])).toMatchObject({ kind: 'under-review' })
    expect(stateOf([jane('Superseded by the series of Rex.', { patch: 0 })])).toMatchObject({ kind: 'superseded' })
    expect(stateOf([jane('Please ignore this, I will send another.', { patch: 0 })])).toMatchObject({
      kind: 'withdrawn',
    })
    for (const other of ['Please ignore my email, I forgot to reply to all.', 'Please disregard the stray reads.'])
      expect(stateOf([jane(other, { patch: 0 })])).toMatchObject({ kind: 'under-review' })
    expect(stateOf([ann('Please ignore this series.')])).not.toMatchObject({ kind: 'withdrawn' })
    expect(stateOf([jane('Please ignore.', { patch: 0 })])).toMatchObject({ kind: 'withdrawn' })
    expect(stateOf([jane('Please ignore.', { patch: 2 })])).toMatchObject({ kind: 'under-review' })
    for (const again of ['Resubmitted now as part of the README series.', 'Resubmitted now as <other-1@example.org>.'])
      expect(stateOf([jane(again, { patch: 0 })]).kind).toBe('superseded')
    for (const other of ['The header is included as part of the ABI.', 'The interrupt is sent as part of the reset.'])
      expect(stateOf([jane(other, { patch: 0 })]).kind).toBe('under-review')
    expect(stateOf([ann('Was it resubmitted as part of another series?', { patch: 0 })]).kind).not.toBe('superseded')
  })

  it('is changes requested while a request on the newest version is open', () => {
    const request = ann('Please rename this.', { patch: 1 })
    expect(stateOf([request])).toMatchObject({ kind: 'changes-requested', mailKey: 'm' })
    expect(review([[{ line: 'a' }], [{ line: 'b' }]], [request]).state.kind).toBe('under-review')
  })
})

describe('who a series is waiting on', () => {
  const turn = (replies: readonly ShortReply[]) => {
    const { whose, why, mailKey } = review(TWO, replies).turn
    return [whose, why, mailKey]
  }
  const request = ann('Please rename this.', { patch: 1 })
  const tags = [1, 2].map((patch) => ann(REX_TAG, { id: `t${patch}`, from: REX, patch, at: 10 + patch }))

  it('is the reviewers, then the author, the reviewers again, and the maintainer', () => {
    expect(turn([])).toEqual(['reviewers', 'unreviewed', 'v1/0'])
    expect(turn([request])).toEqual(['author', 'open-remarks', 'm'])
    expect(turn([request, jane('Will fix.', { to: 'm' })])).toEqual(['author', 'promised', 'j'])
    expect(turn([request, jane('See the manual for that.', { to: 'm' })])).toEqual(['reviewers', 'answered', 'j'])
    const answer = jane('See the manual for that.', { to: 'm' })
    const later = [
      jane('It is.', { id: 'k', to: 'j', at: 70 }),
      jane('I tested it again.', { id: 'l', patch: 0, at: 80 }),
    ]
    expect(turn([request, answer, ...later])).toEqual(['reviewers', 'answered', 'j'])
    expect(turn(tags)).toEqual(['maintainer', 'ready', 't2'])
    expect(turn(tags.slice(1))).toEqual(['reviewers', 'in-review', 't2'])
    expect(turn([ann('Applied, thanks!')])).toEqual(['nobody', 'settled', 'm'])
  })
})

function jane(body: string, more: Partial<ShortReply> = {}): ShortReply {
  return { id: 'j', from: JANE, body, at: 60, ...more }
}
