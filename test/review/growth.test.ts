import { describe, expect, it, vi } from 'vitest'
import { creditComments } from '../../lib/review/credit'
import { reviewSeries } from '../../lib/review/review'
import { ANN, forEachPatch, JANE, REX, REX_TAG, review, type ShortReply, seriesInput, standingLines } from './fixture'

vi.setConfig({ testTimeout: 300_000 })

/** Three sizes, each twice the one before. */
const SIZES = [150, 300, 600] as const
/** For four times the input linear work grows fourfold and quadratic work sixteenfold; the limit leaves room for noise. */
const MAX_GROWTH = 8
/** Less is too little to be judged. */
const SUSPECT_MS = 60

/** CPU time of the work for each size. What is slow is measured again, because others may use the machine. */
function cpuOf<Input>(make: (size: number) => Input, work: (input: Input) => unknown): string {
  let told = ''
  for (let attempt = 0; attempt < 4; attempt++) {
    const times = SIZES.map((size) => {
      const input = make(size)
      const start = process.cpuUsage()
      work(input)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1_000
    })
    const [first = 0, , last = 0] = times
    if (last < SUSPECT_MS || last / Math.max(first, 1) < MAX_GROWTH) return 'linear'
    told = `${SIZES.map((size, index) => `${size}: ${Math.round(times[index] ?? 0)} ms`).join(', ')}`
  }
  return told
}

const upTo = (size: number) => Array.from({ length: size }, (_, index) => index)
const someone = (index: number) => ({ name: `Rev${index} Iewer${index}`, email: `r${index}@h${index}.example.org` })
const tagBy = (index: number) => `Reviewed-by: Rev${index} Iewer${index} <r${index}@h${index}.example.org>`
const patches = (size: number, line = 'a') => upTo(size).map(() => ({ line }))
/** A tag on the cover letter by each of `size` people. */
const coverTags = (size: number, version = 1): ShortReply[] =>
  upTo(size).map((index) => ({
    id: `r${version}-${index}`,
    from: someone(index),
    body: tagBy(index),
    at: (version - 1) * 100 + index / size,
    version,
    patch: 0,
  }))

describe('tags of many people on the cover letter of many patches', () => {
  it('make one standing for each person, which is about all patches', () => {
    const found = review([patches(50)], coverTags(40))
    expect(found.standings).toHaveLength(40)
    expect(standingLines(found)[0]).toMatch(/1-50 approves v1 current$/)
    expect(forEachPatch(found.standings)).toHaveLength(40 * 50)
  })

  it('make one lost tag for each person when a version of the same code does not carry them', () => {
    const found = review([patches(50), patches(50)], coverTags(40))
    expect(found.audit).toHaveLength(40)
    expect(found.audit[0]).toMatchObject({ kind: 'lost-tag', version: 2, patch: 1, last: 50 })
  })

  it('take linear time, whether the code changes or not', () => {
    for (const line of ['a', 'b']) {
      const make = (size: number) => seriesInput([patches(size), patches(size, line)], coverTags(size))
      expect(cpuOf(make, reviewSeries)).toBe('linear')
    }
    const again = (size: number) =>
      seriesInput([patches(size), patches(size)], [...coverTags(size), ...coverTags(size, 2)])
    expect(cpuOf(again, reviewSeries)).toBe('linear')
  })
})

describe('a tag on the cover letter', () => {
  it('leaves out the patches about which the person said something else later', () => {
    const take = 'Please drop my R-b from this one.'
    const found = review(
      [patches(6)],
      [
        { id: 'all', from: REX, body: REX_TAG, at: 1, patch: 0 },
        { id: 'not3', from: REX, body: take, at: 2, patch: 3 },
        { id: 'if5', from: REX, body: `With that fixed:\n${REX_TAG}`, at: 3, patch: 5 },
      ],
    )
    expect(standingLines(found).filter((line) => line.includes('approves'))).toEqual([
      'Rex Roe 1-2 approves v1 current',
      'Rex Roe 4 approves v1 current',
      'Rex Roe 5 approves-with-condition v1 current',
      'Rex Roe 6 approves v1 current',
    ])
  })

  it('is lost for the patches that kept their code, and not for one that carries it', () => {
    const next = [{ line: 'a' }, { line: 'a', trailers: [REX_TAG] }, { line: 'b' }, { line: 'a' }]
    const { audit } = review([patches(4), next], [{ id: 'all', from: REX, body: REX_TAG, at: 1, patch: 0 }])
    const lost = audit.filter(({ kind }) => kind === 'lost-tag')
    expect(forEachPatch(lost).map(({ patch }) => patch)).toEqual([1, 4])
  })
})

describe('a long discussion', () => {
  const requests = 'Please rename this.\n\n'.repeat(20)

  it('takes linear time when one person asks and gives tags again and again', () => {
    const make = (size: number) =>
      seriesInput(
        [patches(1)],
        upTo(size).map((at) => ({ id: `r${at}`, from: REX, body: `${requests}${`${REX_TAG}\n`.repeat(20)}`, at })),
      )
    expect(cpuOf(make, reviewSeries)).toBe('linear')
  })

  it('takes linear time when the author answers one mail again and again', () => {
    const make = (size: number) =>
      seriesInput(
        [patches(1)],
        [
          { id: 'asks', from: REX, body: requests.repeat(5), at: 0 },
          ...upTo(size).map((at) => ({
            id: `r${at}`,
            from: JANE,
            body: 'Will do.\n\n'.repeat(50),
            at: at + 1,
            to: 'asks',
          })),
        ],
      )
    expect(cpuOf(make, reviewSeries)).toBe('linear')
  })

  it('takes linear time when replies to every patch of a long series name other patches', () => {
    const make = (size: number) =>
      seriesInput(
        [upTo(size).map((index) => ({ line: 'a', title: `net/part${index}: thing` }))],
        upTo(size).map((index) => ({
          id: `r${index}`,
          from: ANN,
          body: 'Please rename this. part1 has the same issue.\n',
          at: index,
          patch: index + 1,
        })),
      )
    expect(cpuOf(make, reviewSeries)).toBe('linear')
  })
})

describe('changelog items that credit people', () => {
  it('take linear time in items and people', () => {
    const make = (size: number) => {
      const events = upTo(size).map((person) => ({
        person,
        position: 'requests-changes',
        author: false,
        version: 1,
        patch: 1,
        whole: false,
        tracks: [0],
        comment: 0,
        sentence: 'Please rename it',
        mailKey: `${person}`,
        orderMs: person,
      }))
      const people = upTo(size * 10).map((index) => ({ name: `Rev${index} Iewer`, emails: [`r${index}@example.org`] }))
      const changes = upTo(size * 10).map((index) => ({
        version: 2,
        text: 'Rename it',
        credits: [`r${index % size}@example.org`, `Nobody Iewer`],
        patches: [1],
      }))
      const versions = [1, 2].map((position) => ({ position, patches: [{ number: 1, patch: { title: 'one' } }] }))
      const tracks = [
        {
          numbers: new Map([1, 2].map((version) => [version, 1])),
          codeChangedIn: new Set([2]),
          reallyChangedIn: new Set([2]),
        },
      ]
      const textOf = () => 'Please rename it'
      const input = { announcements: changes, events, people, versions, tracks, textOf }
      return [input] as unknown as Parameters<typeof creditComments>
    }
    expect(creditComments(...make(2)).mails.slice(0, 2)).toEqual(['0', '1'])
    expect(cpuOf(make, (input) => creditComments(...input))).toBe('linear')
  })
})
