import { describe, expect, it } from 'vitest'
import { readHeading } from '../../lib/changelog/heading'

describe('the heading of a changelog', () => {
  const nameOf = (line: string) => {
    const found = readHeading(line)
    return found && `${found.kind} ${found.name.rfc ? 'RFC ' : ''}${found.name.version ?? ''}`.trim()
  }

  it.each([
    ['v3:', 'in 3'],
    ['V3', 'in 3'],
    ['-v3:', 'in 3'],
    ['[PATCH v3]:', 'in 3'],
    ['version 3:', 'in 3'],
    ['Changes in v3:', 'in 3'],
    ['Changes for v3', 'in 3'],
    ['Major changes in v3:', 'in 3'],
    ['Chagen in v3:', 'in 3'],
    ['v3 changes)', 'in 3'],
    ['Changelog v2->v3:', 'in 3'],
    ['Change log v2-v3:', 'in 3'],
    ['v2 -> v3', 'in 3'],
    ['v2 => v3:', 'in 3'],
    ['v2..v3:', 'in 3'],
    ['from v2 to v3', 'in 3'],
    ['v3 -> v2:', 'in 3'],
    ['Changes in v3 since v2:', 'in 3'],
    ['RFC v2 -> v1:', 'in 1'],
    ['Changes in RFC v2:', 'in RFC 2'],
    ['Changes since v2:', 'since 2'],
    ['Since v2:', 'since 2'],
    ['New since v2:', 'since 2'],
    ['Changes sinve v2:', 'since 2'],
    ['Changelog from v2:', 'since 2'],
    ['Differences to v2:', 'since 2'],
    ['Changes compared to v2 of this patchset:', 'since 2'],
    ['Changes since latest v2 (not the one of 2019):', 'since 2'],
    ['Changes of latest since v2', 'since 2'],
    ['Changes since RFC:', 'since RFC'],
    ['Changes since RFC v1:', 'since RFC 1'],
    ['Changelog:', 'own'],
    ['Changes since the last version:', 'own'],
  ])('is read in %j', (line, expected) => {
    expect(nameOf(line)).toBe(expected)
  })

  it.each([
    'v5.18: the kernel this was tested with',
    'Changes in v5.4 broke this',
    'V1 did not work with modules.',
    'v2 is located at:',
    'Since v2 hardware has no such register, it is skipped.',
    'Changes are made:',
    'The changes in v2 of the protocol are listed in the specification',
    'diff against v2, easier to read than the range-diff below:',
    'v1beta1: the old API',
    'New:',
  ])('is not read in %j', (line) => {
    expect(readHeading(line)).toBeUndefined()
  })
})
