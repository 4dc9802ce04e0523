import { describe, expect, it } from 'vitest'
import { readAnnouncement } from '../../lib/pull/announcement'
import { readSubject } from '../../lib/series/kind'

const SHORTLOG =
  'Hi!\n\nThe project proudly presents:\n\n        tool 1.0.1\n\nAda Author (2):\n      parser: keep the flags\n      doc: tell of the flags\n\nBob Builder (1):\n      build: bump version\n'

const read = (words: string, body = SHORTLOG, references: never[] = []) =>
  readAnnouncement({ subject: readSubject({ subject: words, references }, false), words, body })

describe('the announcement of a release', () => {
  for (const subject of [
    '[ANNOUNCE] tool 1.0.1 release',
    'tool 1.0.1 released',
    'Linux 6.1-rc3',
    'Release of tool 2',
  ]) {
    it(`may have the subject ${subject}`, () => {
      expect(read(subject)).toMatchObject({
        kind: 'release',
        patches: 3,
        shortlog: [
          { author: 'Ada Author', titles: ['parser: keep the flags', 'doc: tell of the flags'] },
          { author: 'Bob Builder', titles: ['build: bump version'] },
        ],
      })
    })
  }

  it('needs a shortlog, and a subject that names a release', () => {
    expect(read('[ANNOUNCE] tool 1.0.1 release', 'Hi!\n\nA single fix.\n')).toBeUndefined()
    expect(read('Notes of the meeting')).toBeUndefined()
    expect(read('[ANNOUNCE] tool 1.0.1 release', SHORTLOG.replace(/^/gm, '> '))).toBeUndefined()
  })

  it('is not a reply to one, nor a cover letter or a pull request', () => {
    for (const subject of [
      'Re: [ANNOUNCE] tool 1.0.1 release',
      '[PATCH 0/3] tool: release 1.0.1',
      '[GIT PULL] tool 1.0.1',
    ])
      expect(read(subject)).toBeUndefined()
  })
})
