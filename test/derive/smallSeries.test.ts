import { describe, expect, it } from 'vitest'
import { derive, diff, REX, relations, type Short } from './fixture'
import { ABC, evidence, PQR, postings, single, XYZ } from './postings'

describe('a single patch and a series', () => {
  const DAY = 24 * 60
  const four = { 'net: drop the old queue': ABC, 'net: keep the new queue': XYZ, 'net: count all the packets': PQR }

  const alone = single('s', '[PATCH v2] net: keep the new queue', 9, ['one', 'two', 'three', 'four'])

  it('are one series when the patch went on alone with the next number, whatever became of its code', () => {
    expect(derive([...postings('p', '', 0, four), alone])).toEqual([['v1: - 1=p1 2=p2 3=p3', 'v2: - 1=s']])
    expect(evidence([...postings('p', '', 0, four), alone])[1]).toEqual(['sender', 'author', 'patch-titles'])
    const other = { ...alone, subject: '[PATCH v2] net: keep the newer queues' }
    expect(derive([...postings('p', '', 0, four), other])).toHaveLength(2)
    expect(relations([...postings('p', '', 0, four), other])).toEqual([])
  })

  it('are one series when the next version holds the patch', () => {
    const first = { ...alone, subject: '[PATCH] net: keep the new queue', at: 0 }
    expect(derive([first, ...postings('p', ' v2', 9, four)])).toEqual([['v1: - 1=s', 'v2: - 1=p1 2=p2 3=p3']])
    const other = { ...first, subject: '[PATCH] net: keep it' }
    expect(derive([other, ...postings('p', ' v2', 9, four)])).toHaveLength(2)
    expect(relations([other, ...postings('p', ' v2', 9, four)])).toEqual([])
  })

  it('stay related only when the series has a version of that number, or the number is not the next one', () => {
    const both = [...postings('p', '', 0, four), alone, ...postings('q', ' v2', 50, four)]
    expect(derive(both).map((versions) => versions.length)).toEqual([2, 1])
    expect(relations(both)).toEqual(['v2 split p1'])
    const late = { ...alone, subject: '[PATCH v4] net: keep the new queue' }
    expect(relations([...postings('p', '', 0, four), late])).toEqual(['v4 split p1'])
    const same = { ...alone, subject: '[PATCH] net: keep the new queue' }
    expect(relations([...postings('p', '', 0, four), same])).toEqual(['v1 split p1'])
  })

  it('are related when one patch of the series goes on as one of another', () => {
    const more = Object.fromEntries(['a', 'b', 'c', 'd'].map((word) => [`net: add ${word} to it`, [word, `${word}2`]]))
    const seven = { ...four, ...more }
    const tail = { 'net: prepare the queues': ['u', 'v', 'w'], 'net: keep the new queue': XYZ }
    expect(derive([...postings('p', '', 0, seven), ...postings('t', ' v2', 9, tail)])).toHaveLength(2)
    expect(relations([...postings('p', '', 0, seven), ...postings('t', ' v2', 9, tail)])).toEqual(['v2 split p1'])
    const other = { ...tail, 'net: keep the new queue': ['x', 'y', 'z'] }
    expect(relations([...postings('p', '', 0, seven), ...postings('t', ' v2', 9, other)])).toEqual([])
    const byRex = postings('t', ' v2', 9, tail, { from: REX })
    expect(relations([...postings('p', '', 0, seven), ...byRex])).toEqual([])
  })

  it('by somebody else stay apart', () => {
    expect(derive([...postings('p', '', 0, four), { ...alone, from: REX }])).toHaveLength(2)
  })

  it('stay related only when two series have the patch', () => {
    const others = { 'net: show the other queue': ['u', 'v', 'w'], 'net: keep the new queue': ['x', 'y', 'z'] }
    expect(derive([...postings('p', '', 0, four), ...postings('o', '', 3, others), alone])).toHaveLength(3)
  })

  it('of a pull request have only what they share, however often its title is used', () => {
    const pull = (id: string, mark: string, at: number, words: readonly string[]) =>
      postings(id, mark, at, { [`${words[0]} is fixed`]: words, [`${words[1]} is fixed`]: words.slice(1) })
    const covered = (id: string, mark: string, at: number, words: readonly string[]): Short[] => [
      { id, subject: `[PATCH net${mark} 0/2] Frob fixes for net`, at },
      ...pull(id, ` net${mark}`, at, words).map((one) => ({ ...one, to: [id] })),
    ]
    const all = [...covered('a', '', 0, ABC), ...covered('b', '', 30 * DAY, XYZ), ...covered('c', ' v2', 31 * DAY, XYZ)]
    expect(derive(all).map((versions) => versions.length)).toEqual([1, 2])
    expect(relations(all)).toEqual([])
  })
})

describe('a new file that was renamed', () => {
  const create = (file: string, words: readonly string[]) =>
    `Why.\n---\ndiff --git a/${file} b/${file}\nnew file mode 100644\n--- /dev/null\n+++ b/${file}\n@@ -0,0 +1,${words.length} @@\n${words
      .map((word) => `+static int ${word}_of_it;\n`)
      .join('')}`
  const WORDS = [...ABC, ...XYZ, ...PQR, 'north', 'south', 'east', 'west', 'up']
  const old = single('a', '[PATCH] pump: add a driver', 0, [], { body: create('pump.c', WORDS) })
  const renamed = (words: readonly string[], more: Partial<Short> = {}) =>
    single('b', '[PATCH v2] valve: support the V3 device', 99, [], { body: create('valve.c', words), ...more })

  it('is the next version when most of its lines are the same', () => {
    expect(derive([old, renamed([...WORDS.slice(0, 18), 'left', 'right'])])).toHaveLength(1)
    expect(evidence([old, renamed(WORDS)])[1]).toEqual(['sender', 'author', 'new-files'])
  })

  it('is other work when few lines are the same, the number is not the next, or somebody else sends it', () => {
    expect(derive([old, renamed([...ABC, ...WORDS.map((word) => `other_${word}`)])])).toHaveLength(2)
    expect(derive([old, renamed(WORDS, { subject: '[PATCH] valve: support the V3 device' })])).toHaveLength(2)
    expect(derive([old, renamed(WORDS, { from: REX })])).toHaveLength(2)
    expect(derive([{ ...old, body: create('pump.c', ABC) }, renamed(ABC)])).toHaveLength(2)
  })

  it('is other work when the driver that it was copied from has its own next version', () => {
    const next = single('n', '[PATCH v2] pump: add a driver', 200, [], { body: create('pump.c', WORDS) })
    expect(derive([old, renamed(WORDS), next])).toEqual([['v1: - 1=a', 'v2: - 1=n'], ['v2: - 1=b']])
  })
})

describe('two patches under a new cover', () => {
  const pair = (
    id: string,
    mark: string,
    at: number,
    cover: string,
    titles: Readonly<Record<string, readonly string[]>>,
  ): Short[] => [
    { id, subject: `[PATCH${mark} 0/2] ${cover}`, at },
    ...postings(id, mark, at + 1, titles).map((one) => ({ ...one, to: [id] })),
  ]
  const older = pair('a', '', 0, 'pump: drip', { 'pump: add a drip counter': ABC, 'pump: show it': XYZ })

  it('are the next version when one title and some of the code are the same', () => {
    const next = pair('b', ' v2', 99, 'pump: count every drop', {
      'pump: add a drip counter': [...ABC, ...PQR, 'six', 'seven', 'eight', 'nine'],
      'pump: tell the world': ['one', 'two', 'three', 'four'],
    })
    expect(derive([...older, ...next])).toHaveLength(1)
    expect(derive([...older, ...next.map((one) => ({ ...one, from: REX }))])).toHaveLength(2)
  })

  it('are other work when only a title is the same', () => {
    const next = pair('b', ' v2', 99, 'pump: count every drop', {
      'pump: add a drip counter': PQR,
      'pump: tell the world': ['one', 'two', 'three', 'four'],
    })
    expect(derive([...older, ...next])).toHaveLength(2)
  })
})

describe('a one-line fix under other words', () => {
  const fix = (id: string, subject: string, at: number, line: string, more: Partial<Short> = {}): Short => ({
    id,
    subject,
    at,
    body: diff('net/frob.c', line),
    ...more,
  })
  const DAY = 24 * 60
  const first = fix('a', '[PATCH] frob: fix memory leak on error path', 0, 'free(it);')
  const second = (more: Partial<Short> = {}): Short =>
    fix('b', '[PATCH v2] frob: fix early return and memory leak', 2 * DAY, 'goto out_free;', more)

  it('is the next version when sender, number and files say so', () => {
    expect(derive([first, second()])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
    expect(evidence([first, second()])[1]).toEqual(['sender', 'author', 'files'])
    expect(derive([first, second({ at: 29 })])).toHaveLength(1)
  })

  it('may skip a number when most words are the same', () => {
    const drop = fix('a', '[PATCH] frob: drop IPV6 packages if disabled on boot', 0, 'drop();')
    const v3 = fix('b', '[PATCH v3] frob: drop IPV6 packets if disabled on boot', DAY, 'return drop();')
    expect(derive([drop, v3])).toHaveLength(1)
    expect(derive([first, second({ subject: '[PATCH v3] frob: fix early return and memory leak' })])).toHaveLength(2)
  })

  it('is other work when the number, the sender, the files, the words or the time are others', () => {
    expect(derive([first, second({ subject: '[PATCH] frob: fix early return and memory leak' })])).toHaveLength(2)
    expect(derive([first, second({ from: REX })])).toHaveLength(2)
    expect(derive([first, second({ body: diff('net/other.c', 'goto out_free;') })])).toHaveLength(2)
    expect(derive([first, second({ subject: '[PATCH v2] frob: add a counter of drops' })])).toHaveLength(2)
    expect(derive([first, second({ at: 90 * DAY })])).toHaveLength(2)
    expect(derive([second({ at: -DAY }), first])).toHaveLength(2)
  })

  it('is not that of two patches that a maintainer sends for one file on one day', () => {
    const pair = [first, fix('b', '[PATCH] frob: fix memory leak on probe path', 5, 'goto out_free;')]
    expect(derive(pair)).toHaveLength(2)
    const both = pair.map((one, at) => ({
      ...one,
      id: `${one.id}2`,
      subject: one.subject.replace('[PATCH]', '[PATCH v2]'),
      at: DAY + at,
    }))
    expect(derive([...pair, ...both]).map((versions) => versions.length)).toEqual([2, 2])
  })

  it('is that of the older fix with nearly its title, when another one in the file is alike', () => {
    const other = fix('o', '[PATCH] frob: fix early return on probe path', 5, 'free(that);')
    const next = fix('n', '[PATCH v2] frob: fix memory leaks on error path', DAY, 'goto out;')
    expect(derive([first, other, next])).toEqual([['v1: - 1=a', 'v2: - 1=n'], ['v1: - 1=o']])
    expect(derive([first, { ...other, subject: '[PATCH] frob: fix memory leak in error path' }, next])).toHaveLength(3)
    const uaf = { ...other, subject: '[PATCH] frob: fix use after free on error path' }
    const next2 = { ...next, subject: '[PATCH v2] frob: fix use-after-free on the path' }
    expect(derive([first, uaf, next2])).toEqual([['v1: - 1=a'], ['v1: - 1=o', 'v2: - 1=n']])
  })

  it('continues nothing when it could continue two, or when another version has its number', () => {
    const other = fix('o', '[PATCH] frob: fix memory leak on probe path', 5, 'free(that);')
    expect(derive([first, other, second()])).toHaveLength(3)
    const same = fix('s', '[PATCH v2] frob: fix memory leak on error path', 3 * DAY, 'free(it); return;')
    expect(derive([first, second(), same])).toEqual([['v1: - 1=a', 'v2: - 1=s'], ['v2: - 1=b']])
  })
})
