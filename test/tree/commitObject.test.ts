import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommitObject } from '../../lib/tree/commitObject'

const HEAD =
  'tree 0\nparent 1111\nparent 2222\nauthor Ada Author <Ada@Example.org> 1709290000 +0100\ncommitter Mia <mia@example.org> 1709290001 -0800\n'

describe('a commit object', () => {
  it('names its parents, people, dates in UTC, and message', () => {
    expect(parseCommitObject(Buffer.from(`${HEAD}\nsub: title\n\nbody\n`))).toEqual({
      parents: ['1111', '2222'],
      author: { name: 'Ada Author', email: 'ada@example.org' },
      committer: { name: 'Mia', email: 'mia@example.org' },
      authoredMs: 1_709_290_000_000,
      committedMs: 1_709_290_001_000,
      message: 'sub: title\n\nbody\n',
    })
  })

  it('may be signed: the lines of the signature are no headers', () => {
    const signed = `${HEAD}gpgsig -----BEGIN PGP SIGNATURE-----\n \n parent 3333\n author Eve <eve@example.org> 1 +0000\n -----END PGP SIGNATURE-----\n\nsub: title\n`
    expect(parseCommitObject(Buffer.from(signed))).toMatchObject({ parents: ['1111', '2222'], message: 'sub: title\n' })
  })

  it('is decoded as it says, else as UTF-8, else as windows-1252', () => {
    const message = (bytes: Buffer, encoding = '') =>
      parseCommitObject(Buffer.concat([Buffer.from(`${HEAD}${encoding}\n`), bytes])).message
    expect(message(Buffer.from('größe'))).toBe('größe')
    expect(message(Buffer.from('gr\xf6\xdfe', 'latin1'))).toBe('größe')
    expect(message(Buffer.from([0xcf, 0xf0, 0xe8]), 'encoding windows-1251\n')).toBe('При')
    expect(message(Buffer.from('größe'), 'encoding nonsense\n')).toBe('größe')
  })

  it('has no people, dates and message where they cannot be read', () => {
    for (const text of ['', '\n', '\n\n', 'author', 'author \ncommitter <', 'author > 5\ncommitter >< x\n\n']) {
      const { author, committer, authoredMs, committedMs, message } = parseCommitObject(Buffer.from(text))
      expect([text, author.email, committer.email, committedMs, message]).toEqual([text, '', '', 0, ''])
      expect([0, 5_000]).toContain(authoredMs)
    }
  })

  it('may be any bytes: it never fails, and its dates are those of a calendar', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'author ',
        'committer ',
        'parent ',
        'encoding ',
        'gpgsig ',
        ' ',
        '\n',
        '<',
        '>',
        ' -1 ',
        ' 99999999999999 ',
        'utf-16\n',
        '\0',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.array(line, { maxLength: 30 }).map((parts) => Buffer.from(parts.join(''))),
    )
    fc.assert(
      fc.property(anything, (bytes) => {
        const { authoredMs, committedMs, author, message } = parseCommitObject(bytes)
        for (const ms of [authoredMs, committedMs]) new Date(ms).toISOString()
        expect(`${author.name}${message}`).not.toContain('\0')
      }),
      { numRuns: 1_000 },
    )
  })
})
