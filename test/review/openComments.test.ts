import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { ANN, JANE, REX, review, type ShortPatch, type ShortReply, seriesInput } from './fixture'

/** The sentences that are open, with no answer shown at them. */
function open(versions: readonly (readonly ShortPatch[])[], replies: readonly ShortReply[]): string[] {
  return reviewSeries(seriesInput(versions, replies)).comments.flatMap(({ outcome }) =>
    outcome !== null && outcome.status === 'open' && !outcome.answered ? [outcome.quote] : [],
  )
}

const ONE = [[{ line: 'a' }]]
const request: ShortReply = { id: 'r1', from: REX, body: 'Please rename it.\n', at: 10 }
const answer: ShortReply = { id: 'j1', from: JANE, body: 'It is named after the register.\n', at: 30, to: 'r1' }

describe('an answer of the author', () => {
  it('answers what the reviewer had said before in the same branch', () => {
    const talk = [
      request,
      { id: 'a1', from: ANN, body: 'It has this name in the manual.\n', at: 11, to: 'r1' },
      { id: 'r2', from: REX, body: 'I do not have that one.\n', at: 12, to: 'a1' },
    ]
    expect(open(ONE, talk)).toEqual(['Please rename it.'])
    expect(open(ONE, [...talk, { ...answer, to: 'r2' }])).toEqual([])
  })

  it('answers what the reviewer has added, but nothing that comes later or elsewhere', () => {
    const added = { id: 'r2', from: REX, body: 'Please add a test, too.\n', at: 20, to: 'r1' }
    expect(open(ONE, [request, added, answer])).toEqual([])
    expect(open(ONE, [request, { ...added, at: 40 }, answer])).toEqual(['Please add a test, too.'])
    expect(open(ONE, [request, { ...added, to: 'v1/1' }, answer])).toEqual(['Please add a test, too.'])
  })

  it('counts from the same mailbox at another top-level domain, but not from any other', () => {
    const from = (email: string) => ({ ...answer, from: { name: 'Jane Doe', email } })
    expect(open(ONE, [request, from('jane@example.net')])).toEqual([])
    expect(open(ONE, [request, from('jane@elsewhere.test')])).toEqual(['Please rename it.'])
    expect(open(ONE, [request, from('doe@example.net')])).toEqual(['Please rename it.'])
  })
})

describe('a comment made after a later version was posted', () => {
  it('is not addressed by that version, but by the next', () => {
    const late = { ...request, body: '> +a\nPlease rename it.\n', at: 150 }
    expect(open([[{ line: 'a' }], [{ line: 'b' }]], [{ ...late, at: 50 }])).toEqual([])
    expect(open([[{ line: 'a' }], [{ line: 'b' }]], [late])).toEqual(['Please rename it.'])
    expect(open([[{ line: 'a' }], [{ line: 'b' }], [{ line: 'c' }]], [late])).toEqual([])
  })
})

describe('a question', () => {
  const ask = (body: string): ShortReply => ({ id: 'r1', from: REX, body, at: 10 })

  it('spoken to another reviewer by name is one, but nothing that the author has to answer', () => {
    const { comments, events } = reviewSeries(
      seriesInput(ONE, [{ ...ask('Ann, what do you think?\n'), recipients: [ANN.email] }]),
    )
    expect(events.map(({ position, cues }) => [position, cues])).toEqual([['asks', ['aside']]])
    expect(comments.map(({ outcome }) => outcome)).toEqual([null])
    expect(open(ONE, [ask('Jane, what do you think?\n')])).toEqual(['Jane, what do you think?'])
  })

  it('is settled by who asked it and goes on that it makes sense, but not by an answer in another paragraph', () => {
    expect(open(ONE, [ask('You mean that it sleeps here?\nMakes sense to me!\n')])).toEqual([])
    expect(open(ONE, [ask('You mean that it sleeps here?\n\nThe other one makes sense.\n')])).toEqual([
      'You mean that it sleeps here?',
    ])
  })
})

describe('a request below the commit message', () => {
  const changed = [[{ line: 'a' }], [{ line: 'b' }]]
  const same = [[{ line: 'a' }], [{ line: 'a' }]]
  const below = (quoted: string, body: string): ShortReply => ({
    id: 'r1',
    from: REX,
    body: `> ${quoted}\n\n${body}\n`,
    at: 10,
  })
  const TRAILER = 'Signed-off-by: Jane Doe <jane@example.org>'

  it('is not addressed by a change of the code when it quotes the prose', () => {
    const body = 'Please also handle two valves.'
    expect(open(changed, [below('Why this is needed.', body)])).toEqual([body])
  })

  it('is addressed by a change of the code when it is below the trailers, unless it speaks of the message', () => {
    const body = 'Please also handle two valves.'
    expect(open(changed, [below(TRAILER, body)])).toEqual([])
    expect(open(same, [below(TRAILER, body)])).toEqual([body])
    expect(open(changed, [below(TRAILER, 'Please mention the manual here.')])).toEqual([
      'Please mention the manual here.',
    ])
  })

  it('is addressed by a change of the code when it asks for the patch to be sent again', () => {
    const body = 'Please fix the format argument and resend.'
    expect(open(changed, [below('Why this is needed.', body)])).toEqual([])
    expect(open(same, [below('Why this is needed.', body)])).toEqual([body])
    expect(open(changed, [below('Why this is needed.', 'Please reword this and resend.')])).toEqual([
      'Please reword this and resend.',
    ])
  })
})

describe('a request for another posting', () => {
  const quoting = (body: string): ShortReply => ({ id: 'r1', from: REX, body: `> +a\n\n${body}\n`, at: 10 })
  const same = [[{ line: 'a' }], [{ line: 'a' }]]

  it('is addressed by any later version, wherever it stands', () => {
    expect(open(same, [quoting('Could you rebase this on master?')])).toEqual([])
    expect(open(ONE, [quoting('Could you rebase this on master?')])).toEqual(['Could you rebase this on master?'])
  })

  it('is not addressed when the same comment asks for a change of the code that did not come', () => {
    const body = 'Could you rebase this on master? Also, please rename the variable.'
    expect(open(same, [quoting(body)])).toHaveLength(1)
  })
})

describe('a request below the commit message that names a file', () => {
  const below = (body: string): ShortReply => ({
    id: 'r1',
    from: REX,
    body: `> Why this is needed.\n\n${body}\n`,
    at: 10,
  })

  it('is about the code', () => {
    const body = 'The old name is still mentioned in doc/api.txt, please update it.'
    expect(open([[{ line: 'a' }], [{ line: 'b' }]], [below(body)])).toEqual([])
    expect(open([[{ line: 'a' }], [{ line: 'a' }]], [below(body)])).toEqual([body])
    const message = 'The old name is still mentioned here, please update it.'
    expect(open([[{ line: 'a' }], [{ line: 'b' }]], [below(message)])).toEqual([message])
  })
})

describe('a reviewer who makes the change himself', () => {
  const said = (body: string): string[] => open(ONE, [{ id: 'r1', from: REX, body, at: 10 }])

  it('asks for nothing in the paragraphs around it', () => {
    expect(said('> +a\n\nPlease rename this. However, we can fix that before merge.')).toEqual([])
    expect(said('> +a\n\nPlease rename this.\n\n> +b\n\nThis can be done during merge.')).toEqual([
      'Please rename this.',
    ])
  })

  it('asks for nothing when he works on it', () => {
    expect(said('There are more drivers that can be converted. We are already working on that.')).toEqual([])
    expect(said('The driver should be converted. We are working on it to have a test.')).toHaveLength(1)
  })

  it('asks for nothing when he merges it all the same', () => {
    const body =
      'The work-around should be removed for all versions. However because it was accepted, I will just merge it.'
    expect(said(body)).toEqual([])
    expect(said(body.replace('because it was accepted, I will just', 'once that is done, I will'))).toHaveLength(1)
  })

  it('has settled what the whole mail asks when it is done', () => {
    const done = '> +a\n\nPlease keep the licence.\n\n> +b\n\nBecause it is merged already, I put it back.'
    expect(said(done)).toEqual([])
    expect(said(done.replace('I put', 'please put'))).toHaveLength(2)
  })
})

describe('a reviewer who was sent a fix', () => {
  it('has nothing open above', () => {
    const broken: ShortReply = { id: 'r1', from: REX, body: '> +a\n\nThis does not build here.', at: 10 }
    const fixed = (body: string): ShortReply => ({ id: 'r2', from: REX, body, at: 11, to: 'r1' })
    expect(open(ONE, [broken, fixed('Jane sent a patch which fixed it.')])).toEqual([])
    expect(open(ONE, [broken, fixed('Please send a patch that fixes it.')])).not.toEqual([])
  })
})

describe('a reviewer who leaves it for later', () => {
  const said = (body: string): string[] => open(ONE, [{ id: 'r1', from: REX, body, at: 10 }])

  it('asks nothing in that sentence, or in the one before it', () => {
    expect(said('It might be good to check for success, but that can also be done in a later patch.')).toEqual([])
    expect(said('It would be nice to check for success. That can be done later.')).toEqual([])
    expect(said('The loop should be simpler. But we can fix this later.')).toEqual([])
  })

  it('still asks for everything else', () => {
    expect(said('Please rename this.\n\nPlease check it, but that can be done later.')).toEqual(['Please rename this.'])
    expect(said('Please rename this. Check it, but that can be done later.')).toEqual(['Please rename this.'])
    expect(said('Please rename this.\n\nThat can be done later.')).toEqual(['Please rename this.'])
  })
})

describe('a reviewer who asks others for a review', () => {
  it('asks the author for nothing', () => {
    const said = (body: string): string[] => open(ONE, [{ id: 'r1', from: REX, body, at: 10 }])
    expect(said('Can you help to review this patch?')).toEqual([])
    expect(said('Can you explain this patch?')).toHaveLength(1)
  })
})

describe('an answer to another reviewer', () => {
  const talk = (greeting: string): ShortReply[] => [
    { id: 'a1', from: ANN, body: 'It works here.\n', at: 10 },
    { id: 'r1', from: REX, body: `${greeting}\n\n> It works here.\n\nPlease rename it.\n`, at: 11, to: 'a1' },
  ]

  it('that greets the author asks the author', () => {
    expect(open(ONE, talk('Hi Jane, Ann,'))).toEqual(['Please rename it.'])
    expect(open(ONE, talk('Hi Ann,'))).toEqual([])
  })
})

describe('a reviewer who finds a later posting good', () => {
  const posted = [[{ line: 'a' }], [{ line: 'a' }]]
  const praise = (body: string): ShortReply => ({ id: 'r2', from: REX, body, at: 150, version: 2 })

  it('has nothing open on it, unless the mail asks for more', () => {
    expect(open(posted, [request, praise('LGTM, thanks\n')])).toEqual([])
    expect(open(posted, [request, praise('LGTM, thanks\n\nPlease rename the file.\n')])).toEqual([
      'Please rename it.',
      'Please rename the file.',
    ])
    expect(open(posted, [request, { ...praise('LGTM, thanks\n'), from: ANN }])).toEqual(['Please rename it.'])
  })
})

describe('a comment that goes on below the next quote', () => {
  const body = (first: string, second: string) =>
    `> +one\n\n${first}\n\n> +++ b/b.c\n> @@ -1 +1,2 @@\n>  old\n> +new\n\n${second}\n`
  const statuses = (...asked: Parameters<typeof body>) =>
    review(
      [[{ line: 'one', file: 'b.c' }], [{ line: 'two', file: 'b.c' }]],
      [{ id: 'a', from: REX, at: 1, body: body(...asked) }],
    ).comments.map(({ outcome }) => outcome?.status)

  it('is done when what is above either of the quotes changed', () => {
    expect(statuses('You push the prefix here ...', '... but pop it there. Please move one of them.')).toEqual([
      'addressed',
      'addressed',
    ])
    expect(statuses('You push the prefix here.', 'Please move this.')).toEqual(['addressed', 'open'])
  })

  it('asks others for their opinion, which is nothing that the author has to answer', () => {
    const wonder = (name: string) => `> +one\n\nI wonder if we should replace it.\n${name}, any thoughts ?\n`
    const asked = (name: string) =>
      review([[{ line: 'one' }]], [{ id: 'a', from: REX, at: 1, body: wonder(name), recipients: [ANN.email] }])
    expect(asked('Ann').comments.map(({ outcome }) => outcome?.status)).toEqual([undefined])
    expect(asked('\nAnn').comments.map(({ outcome }) => outcome?.status)).toEqual([undefined])
    expect(asked('Jane').comments.map(({ outcome }) => outcome?.status)).toEqual(['open'])
  })
})

describe('a comment that asks for nothing but another posting', () => {
  it.each([
    ['You will have to respin it for rc1.', 'addressed'],
    ['Please rename it for rc1.', 'open'],
  ])('is done by the next one: %s', (body, status) => {
    const versions = [[{ line: 'one' }], [{ line: 'one' }]]
    const { comments } = review(versions, [{ id: 'a', from: REX, at: 1, patch: 0, body }])
    expect(comments.map(({ outcome }) => outcome?.status)).toEqual([status])
  })
})

describe('a comment on code that names another file of its patch', () => {
  const status = (body: string) =>
    review(
      [[{ line: 'one', file: 'b.h' }], [{ line: 'two', file: 'b.h' }]],
      [{ id: 'a', from: REX, at: 1, body: `> +++ b/b.h\n> @@ -1 +1,2 @@\n>  old\n> +new\n\n${body}\n` }],
    ).comments.map(({ outcome }) => outcome?.status)

  it('is done when that file changed', () => {
    expect(status('Please rename it in f1.c, too.')).toEqual(['addressed'])
    expect(status('Please rename it in f2.c, too.')).toEqual(['open'])
    expect(status('Please rename it.')).toEqual(['open'])
  })
})

describe('a reviewer who would go with the patch', () => {
  it('wants nothing that the mail says above', () => {
    const said = (body: string): string[] => open(ONE, [{ id: 'r1', from: REX, body: `> +a\n\n${body}\n`, at: 10 }])
    expect(said("Maybe we should use u64.\n\nI'd go with the patch.")).toEqual([])
    expect(said("Maybe we should use u64.\n\nI'd go with the patch if it had a test.")).not.toEqual([])
  })
})
