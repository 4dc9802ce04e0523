import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SourceError } from '../../scripts/sources/source'
import { findRepository, readRefs } from '../../scripts/trees/localRefs'
import { tempFolder } from '../support/tempFolder'
import { makeRepository } from './repository'

const folder = tempFolder()

describe('the refs of a repository on disk', () => {
  it('are those that git lists, packed or not, with the branch of HEAD', () => {
    const linux = makeRepository(join(folder, 'linux'))
    linux.commit('one')
    linux.git('branch', 'a/b')
    linux.git('tag', 'v1')
    linux.git('pack-refs', '--all')
    linux.commit('two')
    linux.git('switch', '--quiet', '--create', 'next')
    linux.git('tag', '--annotate', '--message=two', 'v2')
    const files = findRepository(linux.folder)
    if (files === undefined) throw new Error('not found')
    const listed = linux.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags').split('\n')
    const { head, branches, tags } = readRefs('linux', files)
    expect(head).toBe('next')
    expect(
      [...branches]
        .map(([name, oid]) => `refs/heads/${name} ${oid}`)
        .concat([...tags].map(([name, oid]) => `refs/tags/${name} ${oid}`))
        .sort(),
    ).toEqual(listed.sort())
  })

  it('are not looked for in a working tree that its repository does not know', () => {
    const secret = makeRepository(join(folder, 'secret'))
    secret.commit('secret')
    const stranger = join(folder, 'stranger')
    mkdirSync(stranger)
    writeFileSync(join(stranger, '.git'), `gitdir: ${secret.folder}/.git\n`)
    expect(findRepository(stranger)).toBe(undefined)
  })

  it('are refused with one line when they are kept as a reftable', () => {
    const own = join(folder, 'reftable')
    mkdirSync(join(own, 'objects'), { recursive: true })
    mkdirSync(join(own, 'reftable'))
    writeFileSync(join(own, 'HEAD'), 'ref: refs/heads/.invalid\n')
    expect(() => readRefs('linux', { own, common: own })).toThrow(/linux: it keeps its refs as a reftable/)
  })

  it('may be any text', () => {
    const own = join(folder, 'any')
    mkdirSync(join(own, 'objects'), { recursive: true })
    mkdirSync(join(own, 'refs/heads/deep'), { recursive: true })
    const piece = fc.oneof(
      fc.constantFrom(
        'ref: refs/heads/',
        'refs/heads/main',
        'refs/tags/',
        ' ',
        '\t',
        '\n',
        'HEAD',
        '^',
        'a'.repeat(40),
        '0'.repeat(64),
        '../',
        '\0',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    )
    const text = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, text, (head, packed, loose) => {
        writeFileSync(join(own, 'HEAD'), head)
        writeFileSync(join(own, 'packed-refs'), packed)
        writeFileSync(join(own, 'refs/heads/deep/one'), loose)
        try {
          const { branches, tags } = readRefs('any', { own, common: own })
          for (const [name, oid] of [...branches, ...tags])
            expect(`${name} ${oid}`).toMatch(/^[^\0-\x20~^:?*[\\]+ [0-9a-f]{40,64}$/)
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError)
        }
      }),
      { numRuns: 300 },
    )
  })
})
