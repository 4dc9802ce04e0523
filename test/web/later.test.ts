import { describe, expect, it } from 'vitest'
import { createLater } from '../../scripts/server/later'

const soon = () => new Promise((resolve) => setTimeout(resolve, 60))

describe('work for later', () => {
  it('is not done at once, then one piece after another, and only the newest for a key', async () => {
    const done: string[] = []
    const later = createLater(0, 10)
    const work = (name: string) => async () => {
      done.push(`begin ${name}`)
      await Promise.resolve()
      done.push(`end ${name}`)
    }
    later.add('a', work('old'))
    later.add('b', work('b'))
    later.add('a', work('a'))
    expect(done).toEqual([])
    await soon()
    expect(done).toEqual(['begin b', 'end b', 'begin a', 'end a'])
    later.add('a', work('again'))
    await soon()
    expect(done.slice(4)).toEqual(['begin again', 'end again'])
  })

  it('is left undone when it fails, when too much waits, and when the server ends', async () => {
    const done: string[] = []
    const later = createLater(0, 2)
    const work = (name: string) => async () => {
      done.push(name)
      if (name === 'b') throw new Error('broken')
    }
    for (const name of ['a', 'b', 'c']) later.add(name, work(name), () => done.push(`not ${name}`))
    await soon()
    expect(done).toEqual(['not a', 'b', 'c'])
    later.add('d', work('d'))
    later.close()
    await soon()
    expect(done).toEqual(['not a', 'b', 'c'])
  })
})
