import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { rememberByText } from '../lib/memo'

describe('what is remembered by its text', () => {
  it('is made once, until so many characters were remembered after it', () => {
    const made: string[] = []
    const shout = rememberByText((text) => {
      made.push(text)
      return text.toUpperCase()
    }, 20)
    expect([shout('pond'), shout('pond'), shout('frog')]).toEqual(['POND', 'POND', 'FROG'])
    expect(made).toEqual(['pond', 'frog'])
    for (const text of ['heron', 'newts', 'toads', 'snail']) shout(text)
    expect(shout('pond')).toBe('POND')
    expect(made.filter((text) => text === 'pond')).toHaveLength(2)
  })

  it('does not keep the mail that the text was cut out of', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const remember = rememberByText((text) => text.trim(), 1_000_000)
    collect()
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 300; index++) {
      const mail = `${String(index).padStart(30, 'x')}${'y'.repeat(100_000)}`
      // As a parser does: the text is flat before something is cut out of it.
      remember(Buffer.from(mail).toString('latin1').slice(0, 30))
    }
    collect()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000)
  })
})
