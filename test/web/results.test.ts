import { expect, it } from 'vitest'
import { createResults } from '../../scripts/server/results'

/** Mails that each take so long to find. */
function* slowMails(count: number, eachMs: number): Generator<Buffer> {
  for (let number = 0; number < count; number++) {
    const endMs = performance.now() + eachMs
    while (performance.now() < endMs);
    yield Buffer.from(`mail ${number}`)
  }
}

it('the first mail comes alone, and then twice as many each time', () => {
  const results = createResults()
  const found = { kind: 'mbox', isCut: () => false, countMissing: () => 0 } as const
  results.open(1, { ...found, mails: slowMails(12, 0) })
  expect(Array.from({ length: 4 }, () => results.more(1).mails.length)).toEqual([1, 2, 4, 5])
})

it('mails that take long to find come in batches of a few, so that others are served between them', () => {
  const results = createResults()
  const found = { kind: 'mbox', isCut: () => false, countMissing: () => 2 } as const
  results.open(1, { ...found, mails: slowMails(4, 6) })
  const batches = []
  for (let done = false; !done; ) {
    const batch = results.more(1)
    batches.push(batch)
    done = batch.done
  }
  expect(batches.every(({ mails }) => mails.length <= 2)).toBe(true)
  expect(batches.flatMap(({ mails }) => mails).map(String)).toEqual(['mail 0', 'mail 1', 'mail 2', 'mail 3'])
  expect(batches.at(-1)).toMatchObject({ done: true, missing: 2 })
  expect(() => results.more(1)).toThrow('result 1 has ended')
})
