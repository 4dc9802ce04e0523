import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, mail, relations, type Short } from './fixture'

const DAY = 24 * 60
const CODE = ['drain the well at once', 'return the bucket to it', 'count what is left in it', 'close the lid again']

const body = (file: string, code: readonly string[]) =>
  `Why.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,${code.length} @@\n-old\n${code.map((line) => `+${line}\n`).join('')}`

const posting = (id: string, mark: string, day: number, more: { title?: string; words?: string } = {}): Short[] => [
  {
    id,
    subject: `[PATCH${mark} 0/2] ${more.title ?? 'turn the valve'}`,
    at: day * DAY,
    body: more.words ?? 'Words.\n',
  },
  ...[1, 2].map((number) => ({
    id: `${id}${number}`,
    subject: `[PATCH${mark} ${number}/2] part ${number}`,
    to: [id],
    at: day * DAY + number,
    body: body(`${number}.c`, CODE),
  })),
]

function links(mails: readonly Short[]): string[] {
  return deriveMails(mails.map(mail)).series.flatMap(({ versions }) =>
    versions.map(
      ({ posting: { head }, link }) => `${head.key}<${link === null ? '' : versions[link.to - 1]?.posting.head.key}`,
    ),
  )
}

describe('a numbering that starts over', () => {
  const twice = [
    ...posting('a', ' v1', 0),
    ...posting('b', ' v2', 10),
    ...posting('c', ' v1', 100),
    ...posting('d', ' v2', 110),
  ]

  it('does not mix the versions of two rounds, and each continues the one in front of it', () => {
    expect(links(twice)).toEqual(['a<', 'b<a', 'c<b', 'd<c'])
    expect(
      derive(twice)
        .flat()
        .map((line) => line.split(':')[0]),
    ).toEqual(['v1', 'v2', 'v1 repost', 'v2 repost'])
  })

  it('leaves a version to its number that was only delayed, sent again, or replaces a part', () => {
    expect(links([...posting('a', ' v1', 0), ...posting('c', ' v3', 10), ...posting('b', ' v2', 20)])).toEqual([
      'a<',
      'b<a',
      'c<a',
    ])
    const resend = [...posting('a', ' v1', 0), ...posting('b', ' v2', 10), ...posting('r', ' RESEND v1', 20)]
    expect(links(resend).map((line) => line[0])).toEqual(['a', 'r', 'b'])
  })
})

describe('two series of one title with different change-ids', () => {
  const run = (id: string, change: string, day: number) => [
    ...posting(`${id}1`, '', day, { words: `Words.\n\nchange-id: ${change}\n` }),
    ...posting(`${id}2`, ' v2', day + 10, { words: `Words.\n\nchange-id: ${change}\n` }),
  ]

  it('are one when the later goes on with the next number, the same title and nearly the same code', () => {
    const anew = posting('c', ' v3', 20, { words: 'Words.\n\nchange-id: 20300901-valve-2c3d\n' })
    expect(links([...run('a', '20300101-valve-0a1b', 0), ...anew])).toEqual(['a1<', 'a2<a1', 'c<a2'])
  })

  it('stay apart, and are related', () => {
    const both = [...run('a', '20300101-valve-0a1b', 0), ...run('b', '20300901-valve-2c3d', 200)]
    expect(links(both)).toEqual(['a1<', 'a2<a1', 'b1<', 'b2<b1'])
    expect(new Set(relations(both).map((line) => line.split(' ')[1]))).toEqual(new Set(['absorb']))
  })

  it('are one when the later one names the earlier, or when the ids are those of commits', () => {
    const named = posting('c', ' v3', 200, {
      words: 'Words.\n\nchange-id: 20300901-valve-2c3d\n\nLink to v2: https://lore.kernel.org/r/a@x.org2\n',
    })
    expect(derive([...run('a@x.org', '20300101-valve-0a1b', 0), ...named])).toHaveLength(1)
    const gerrit = (letter: string) => `I${letter.repeat(40)}`
    expect(derive([...run('a', gerrit('a'), 0), ...run('b', gerrit('b'), 200)])).toHaveLength(1)
  })
})

describe('a posting without a number soon after a version with one', () => {
  const two = [...posting('a', '', 0), ...posting('b', ' v2', 10)]

  it('is the newest when it names older versions', () => {
    const words = 'All anew.\n\nSupersedes: <b>\n'
    expect(links([...two, ...posting('c', '', 11, { title: 'shut it by force', words })])).toEqual(['a<', 'b<a', 'c<b'])
  })

  it('is no first version when it is for a stable tree, posted later', () => {
    expect(links([...posting('b', ' v6', 0), ...posting('c', ' 6.1', 1)])).toEqual(['b<', 'c<'])
    expect(links([...posting('a', ' 6.1', 0), ...posting('b', ' 6.1 v2', 1)])).toEqual(['a<', 'b<a'])
  })

  it('is a first version that was delayed when it says nothing', () => {
    expect(links([...two, ...posting('c', '', 11)])).toEqual(['a<', 'c<a', 'b<a'])
  })
})
