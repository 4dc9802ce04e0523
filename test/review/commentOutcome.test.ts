import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { ANN, JANE, REX, type ShortPatch, type ShortReply, seriesInput } from './fixture'

interface Said {
  readonly text: string
  readonly credits?: readonly string[]
  readonly patches?: readonly number[]
}

/** The comments that ask for something, as lines: 'objects open on 1: quote'. The changelog is that of v2. */
function outcomes(
  versions: readonly (readonly ShortPatch[])[],
  replies: readonly ShortReply[],
  changelog: readonly Said[] = [],
): string[] {
  const announcements = changelog.map(({ text, credits = ['Rex'], patches = [1] }) => ({
    version: 2,
    text,
    credits,
    patches,
  }))
  return reviewSeries({ ...seriesInput(versions, replies), announcements }).comments.flatMap(({ outcome }) => {
    if (outcome === null) return []
    const { position, status, announcedIn, patches, quote } = outcome
    const said = announcedIn === null ? '' : ` by the changelog of v${announcedIn}`
    return [`${position} ${status}${said} on ${patches.join(', ') || 'the series'}: ${quote}`]
  })
}

const from = (body: string, more: Partial<ShortReply> = {}): ShortReply => ({
  id: 'r1',
  from: REX,
  body,
  at: 10,
  ...more,
})

describe('a review comment', () => {
  it('is all that a reviewer writes below one quote, with the sentence that weighs most', () => {
    const body = '> +a\nWhy this?\nPlease rename it.\n\nThis leaks the buffer.\n'
    expect(outcomes([[{ line: 'a' }]], [from(body)])).toEqual(['requests-changes open on 1: This leaks the buffer.'])
  })

  it('that a version took up in one of its patches is open on the other ones', () => {
    const body = 'Patches 1 and 2 need more work: the counter is not locked.\n'
    const [first, second] = [
      [{ line: 'a' }, { line: 'b' }],
      [{ line: 'a' }, { line: 'c' }],
    ]
    expect(outcomes([first, second], [from(body, { patch: 0 })])).toEqual([
      'requests-changes open on 1: Patches 1 and 2 need more work: the counter is not locked.',
    ])
  })

  it('that wants a change in another file is addressed once the patch changes that file', () => {
    const wish = (path: string) => from(`> +int counter;\nThere should be an entry in ${path}, too.\n`)
    const versions = (file: string): readonly (readonly ShortPatch[])[] => [
      [{ line: 'int counter;' }],
      [{ line: 'int counter;', file }],
    ]
    const status = (path: string, file: string) => outcomes(versions(file), [wish(path)])[0]?.split(' ')[1]
    expect(status('tests/list', 'tests/list')).toBe('addressed')
    expect(status('tests/list', 'tests/other')).toBe('open')
    expect(
      outcomes(versions('tests/list'), [from('> +int counter;\nPlease rename it.\nMove it to tests/list.\n')]),
    ).toEqual(['requests-changes open on 1: Please rename it.'])
  })

  it('on the cover letter that asks for nothing but another posting is addressed by the next version', () => {
    const versions = [[{ line: 'a' }], [{ line: 'a' }]]
    const said = (body: string, at: number) => outcomes(versions, [from(body, { patch: 0, at })])
    expect(said('Please rebase on top of my tree, there are some conflicts.\n', 10)).toEqual([
      'requests-changes addressed on the series: Please rebase on top of my tree, there are some conflicts.',
    ])
    expect(said('Please rebase on top of my tree.\n', 110)[0]).toContain(' open ')
    expect(said('Please rebase it.\nPlease split the series.\n', 10)[0]).toContain(' open ')
  })

  it('on one patch and on the series is on the series', () => {
    const body = 'Please rename it in patch 1.\nPlease split the series.\n'
    expect(outcomes([[{ line: 'a' }, { line: 'b' }]], [from(body, { patch: 0 })])).toEqual([
      'requests-changes open on the series: Please rename it in patch 1.',
    ])
  })

  it('ends where the next quote begins', () => {
    const body = '> +a\nPlease rename it.\n> first line\nWhy this?\n'
    expect(outcomes([[{ line: 'a' }]], [from(body)])).toEqual([
      'requests-changes open on 1: Please rename it.',
      'asks open on 1: Why this?',
    ])
  })
})

describe('a comment on the commit message', () => {
  const quoted = 'Signed-off-by: Jane Doe <jane@example.org>'
  const request = from(`> Why this is needed.\n> Cc: Kim Coe <kim@example.org>\n> ${quoted}\n\nPlease drop the Cc.\n`)
  const cc = ['Cc: Kim Coe <kim@example.org>']

  it('is addressed when a trailer is gone, and not when only a review tag came', () => {
    expect(outcomes([[{ line: 'a', trailers: cc }], [{ line: 'a' }]], [request])[0]).toContain('addressed')
    const tagged = [...cc, 'Acked-by: Ann Poe <ann@example.org>']
    expect(outcomes([[{ line: 'a', trailers: cc }], [{ line: 'a', trailers: tagged }]], [request])[0]).toContain('open')
  })
})

describe('a changelog item', () => {
  const versions = [[{ line: 'a' }], [{ line: 'b' }]]
  const question = from('> Why.\nWhen is the mutex held here?\n')

  it('closes the comment of the person that it names, on a patch that changed', () => {
    expect(outcomes(versions, [question], [{ text: 'Drop the lock (Rex)' }])).toEqual([
      'asks addressed by the changelog of v2 on 1: When is the mutex held here?',
    ])
  })

  it('closes no comment of somebody else, none that objects, and none when no patch changed', () => {
    const open = ['asks open on 1: When is the mutex held here?']
    expect(outcomes(versions, [question], [{ text: 'Drop the lock (Ann)', credits: ['Ann'] }])).toEqual(open)
    expect(outcomes([[{ line: 'a' }], [{ line: 'a' }]], [question], [{ text: 'Drop it (Rex)', patches: [] }])).toEqual(
      open,
    )
    expect(outcomes(versions, [from('NAK. This is the wrong approach.\n')], [{ text: 'Rework it (Rex)' }])).toEqual([
      'nak open on 1: NAK.',
    ])
  })

  it('chooses among several comments by their words, or closes all when it speaks of comments', () => {
    const replies = [question, from('> Why.\nWhat does the counter count?\n', { id: 'r2', at: 11 })]
    expect(outcomes(versions, replies, [{ text: 'Explain the counter (Rex)' }])).toEqual([
      'asks open on 1: When is the mutex held here?',
      'asks addressed by the changelog of v2 on 1: What does the counter count?',
    ])
    expect(outcomes(versions, replies, [{ text: "Address Rex's comments" }]).map((line) => line.slice(0, 14))).toEqual([
      'asks addressed',
      'asks addressed',
    ])
  })

  it('on one patch closes the comment on another that names it, by a word that they share', () => {
    const two = (line: string): readonly ShortPatch[] => [{ line }, { line: 'z' }]
    const asked = (text: string) => from(`> +z\n${text}\n`, { patch: 2 })
    const status = (text: string) =>
      outcomes([two('a'), two('b')], [asked(text)], [{ text: 'patch1: remove the forward reference (Rex)' }])[0]
    expect(status('Since you add it in patch 1, please avoid this forward reference here.')).toContain(
      'by the changelog of v2',
    )
    expect(status('Please avoid this forward reference here.')).toContain('open')
    expect(status('Since you add it in patch 1, please document it here.')).toContain('open')
  })

  it('that is about review tags closes only what it shares a word with', () => {
    expect(outcomes(versions, [question], [{ text: '[RR] Added ack (Thank you!)' }])).toEqual([
      'asks open on 1: When is the mutex held here?',
    ])
    expect(outcomes(versions, [question], [{ text: 'Hold the mutex. Added ack of Rex' }])).toEqual([
      'asks addressed by the changelog of v2 on 1: When is the mutex held here?',
    ])
  })

  it('that is tied to no patch needs more than that the comment is the only one', () => {
    expect(outcomes(versions, [question], [{ text: 'Fix grammar (Rex)', patches: [] }])).toEqual([
      'asks open on 1: When is the mutex held here?',
    ])
    expect(outcomes(versions, [question], [{ text: 'Say when the mutex is held (Rex)', patches: [] }])).toEqual([
      'asks addressed by the changelog of v2 on 1: When is the mutex held here?',
    ])
  })
})

describe('a changelog item that names nobody', () => {
  const wish = from('> Why.\nI would like to see a message when /dev/ring is provided by something else.\n')
  const silent = (text: string, patches: readonly number[] = []) =>
    outcomes([[{ line: 'a' }], [{ line: 'b' }]], [wish], [{ text, credits: [], patches }])[0]

  it('closes the comment that shares enough words with it, on a patch whose code changed', () => {
    expect(silent('Say once that the module provides /dev/ring')).toContain('addressed by the changelog of v2')
    expect(silent('Count the rings of each device', [1])).not.toContain('changelog')
    expect(silent('Print a message about what provides it', [1])).toContain('addressed by the changelog of v2')
    const same = [[{ line: 'a' }], [{ line: 'a' }]] as const
    const said = [{ text: 'Say once that the module provides /dev/ring', credits: [], patches: [] }]
    expect(outcomes(same, [wish], said)[0]).toContain('open')
  })

  it('closes none of which it has a word or two that are in any change, and none about another patch', () => {
    expect(silent('Move the message to another function')).not.toContain('changelog')
    expect(silent('Say once that the module provides /dev/ring', [2])).not.toContain('changelog')
  })

  it('closes only the comments that it shares most with', () => {
    const other = from('> Why.\nThe device should not be provided twice, a message is missing.\n', { id: 'r2', at: 11 })
    const said = [{ text: 'Say once in a message that the module provides /dev/ring', credits: [], patches: [] }]
    expect(
      outcomes([[{ line: 'a' }], [{ line: 'b' }]], [wish, other], said).filter((line) => line.includes('changelog')),
    ).toHaveLength(1)
  })

  it('closes none that was made after its version was posted', () => {
    const late = { ...wish, at: 100_000 }
    const said = [{ text: 'Say once that the module provides /dev/ring', credits: [], patches: [] }]
    expect(outcomes([[{ line: 'a' }], [{ line: 'b' }]], [late], said)[0]).not.toContain('changelog')
  })
})

describe('what is asked of another reviewer', () => {
  it('is no comment for the author, nor is the rest of its paragraph', () => {
    const body = '@Ann: do you know why?\nWe should move it to the library.\n\nPlease rename it.\n'
    expect(outcomes([[{ line: 'a' }]], [from(body), from('Hm.\n', { id: 'r2', from: ANN, at: 11 })])).toEqual([
      'requests-changes open on 1: Please rename it.',
    ])
    expect(outcomes([[{ line: 'a' }]], [from('Jane, why is it needed by then?\n')])).toHaveLength(1)
  })

  it('is settled when somebody else answers a question, and open when they only ask back', () => {
    const asked = from('How does it work?\n')
    const answer = (body: string) => from(body, { id: 'r2', from: ANN, at: 11, to: 'r1' })
    expect(outcomes([[{ line: 'a' }]], [asked, answer('It polls.\n')])).toEqual([
      'asks cleared on 1: How does it work?',
    ])
    expect(outcomes([[{ line: 'a' }]], [asked, answer('Does it?\n')])[0]).toContain('asks open')
    const request = from('Please rename it.\n')
    expect(outcomes([[{ line: 'a' }]], [request, answer('I like the name.\n')])[0]).toContain('open')
  })
})

describe('whoever applies a patch', () => {
  it('wants nothing more of it, before or in that mail', () => {
    const body = 'Applied, thanks.\n\nPlease send a test as well.\n'
    const replies = [
      from('This leaks.\n'),
      from(body, { id: 'r2', at: 11 }),
      from('Why?\n', { id: 'r3', from: ANN, at: 12 }),
    ]
    expect(outcomes([[{ line: 'a' }]], replies).map((line) => line.slice(0, 25))).toEqual([
      'requests-changes cleared ',
      'requests-changes cleared ',
      'asks open on 1: Why?',
    ])
  })
})

describe('a withdrawn series', () => {
  it('has no open comments', () => {
    const replies = [
      from('This leaks.\n'),
      from('Please drop this patch, it is not needed.\n', { id: 'r2', from: JANE, at: 11 }),
    ]
    expect(outcomes([[{ line: 'a' }]], replies).filter((line) => line.includes('open'))).toEqual([])
  })
})

describe('a tag on the comments', () => {
  it('settles those of its author, and not those of others', () => {
    const replies = [
      from('Why this?\n'),
      from('What for?\n', { id: 'r2', from: ANN, at: 11 }),
      from('Reviewed-by: Rex Roe <rex@example.org>\n', { id: 'r3', at: 12 }),
      from('Thanks!\n', { id: 'r4', from: JANE, at: 13, to: 'r3' }),
    ]
    expect(outcomes([[{ line: 'a' }]], replies)).toEqual(['asks cleared on 1: Why this?', 'asks open on 1: What for?'])
  })
})
