import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { splitBody } from '../../lib/patch/body'
import { findMessageTrailers } from '../../lib/patch/messageTrailers'
import { parseTrailerPerson, parseTrailers } from '../../lib/patch/trailer'
import { corpusMissing, readCorpus, WHY_SKIPPED } from './corpus'

const named = (text: string) => parseTrailers(text).map((trailer) => `${trailer.name}: ${trailer.value}`)
const inMessage = (...lines: string[]) => {
  const { prose, trailers } = findMessageTrailers(lines)
  return { prose, trailers: trailers.map((trailer) => `${trailer.name}: ${trailer.value}`) }
}
const JANE = 'Jane Doe <jane@example.org>'

describe('parseTrailers', () => {
  it('normalises the capitalisation of names and keeps the line', () => {
    expect(parseTrailers(`Hi,\n\n  reviewed-By : ${JANE}\n`)).toEqual([{ name: 'Reviewed-by', value: JANE, line: 2 }])
    expect(named(`CC: ${JANE}\nACKED-BY: ${JANE}`)).toEqual([`Cc: ${JANE}`, `Acked-by: ${JANE}`])
  })

  it('keeps notes in the value', () => {
    expect(named(`Tested-by: ${JANE} # s390`)).toEqual([`Tested-by: ${JANE} # s390`])
    expect(named(`Acked-by: ${JANE} [for the parts\n in net/]`)).toEqual([`Acked-by: ${JANE} [for the parts in net/]`])
  })

  it('joins an address, and the end of one, on the next line', () => {
    expect(named('Reviewed-by: Jane Doe\n<jane@example.org>\nthanks')).toEqual([`Reviewed-by: ${JANE}`])
    expect(named('Reviewed-by: Jane Doe <jane@\nexample.org>\nthanks')).toEqual([
      'Reviewed-by: Jane Doe <jane@ example.org>',
    ])
    expect(named('Reviewed-by:\n<jane@example.org>')).toEqual(['Reviewed-by: <jane@example.org>'])
  })

  it('reads links, bases and identities', () => {
    const text = [
      'Link: https://example.org/x',
      'Closes: https://example.org/bug/1',
      'Depends-on: <1@example.org>',
      'Based-on: <2@example.org>',
      'Supersedes: <3@example.org>',
      'base-commit: 0123456789abcdef0123456789abcdef01234567',
      'change-id: 20240101-topic-0123456789ab',
      'prerequisite-patch-id: 0123456789abcdef0123456789abcdef01234567',
      'Change-Id: I0123456789abcdef',
    ]
    expect(named(text.join('\n'))).toEqual(text)
  })

  it('reads no trailer in prose or in a quoted line', () => {
    const prose = [
      'Note: this is slow',
      'Fixes: the bug',
      'https://example.org',
      `> Acked-by: ${JANE}`,
      'Link: see below',
    ]
    expect(named([...prose, 'Depends-on: the other series', 'To: do', 'std::move: none'].join('\n'))).toEqual([])
  })
})

describe('parseTrailerPerson', () => {
  it.each([
    ['Jane Doe <jane@example.org>', 'Jane Doe', 'jane@example.org', ''],
    ['"Doe, Jane" <Jane@Example.org>', 'Doe, Jane', 'jane@example.org', ''],
    ['Doe, Jane <jane@example.org>', 'Doe, Jane', 'jane@example.org', ''],
    ['Jane Doe (ACME) <jane@example.org>', 'Jane Doe (ACME)', 'jane@example.org', ''],
    ['jane@example.org', '', 'jane@example.org', ''],
    ['<jane@example.org>', '', 'jane@example.org', ''],
    ['Jane <jane@example.org> # s390', 'Jane', 'jane@example.org', 's390'],
    ['Jane <jane@example.org> [for net]', 'Jane', 'jane@example.org', '[for net]'],
    ['Jane Doe jane@example.org', 'Jane Doe', 'jane@example.org', ''],
    ['jane@example.org # v5.4', '', 'jane@example.org', 'v5.4'],
    ['Jane Doe', 'Jane Doe', '', ''],
  ])('reads %j', (value, name, email, note) => {
    expect(parseTrailerPerson(value)).toEqual({ name, email, note })
  })

  it('gives nothing for blanks, and is linear', () => {
    expect(parseTrailerPerson('  ')).toBeUndefined()
    expect(parseTrailerPerson(`${'<'.repeat(100_000)}`)).toBeUndefined()
    expect(parseTrailerPerson('<'.repeat(1_900))).toBeUndefined()
  })
})

describe('findMessageTrailers', () => {
  it('reads the last paragraph, in which notes stay prose', () => {
    const found = inMessage('Do it.', '', `Suggested-by: ${JANE}`, '[jane: fixed a typo]', `Signed-off-by: ${JANE}`)
    expect(found.trailers).toEqual([`Suggested-by: ${JANE}`, `Signed-off-by: ${JANE}`])
    expect(found.prose).toEqual(['Do it.', '', '[jane: fixed a typo]'])
  })

  it('reads several blocks, and one before a changelog', () => {
    const found = inMessage(
      'Do it.',
      '',
      'Fixes: 0123456789ab ("x: y")',
      '',
      `Signed-off-by: ${JANE}`,
      '',
      'v2: more of it',
    )
    expect(found.trailers).toEqual(['Fixes: 0123456789ab ("x: y")', `Signed-off-by: ${JANE}`])
    expect(found.prose).toEqual(['Do it.', '', 'v2: more of it'])
  })

  it('reads well-known trailers at the end of a paragraph, but not in the middle of a message', () => {
    const prose = ['a', 'b', 'c', 'd', 'e']
    expect(inMessage(...prose, `Signed-off-by: ${JANE}`)).toEqual({ prose, trailers: [`Signed-off-by: ${JANE}`] })
    expect(inMessage(...prose, `Signed-off-by: ${JANE}`, '', 'more').trailers).toEqual([])
  })

  it('reads an indented block only at the end: elsewhere it quotes another commit', () => {
    expect(inMessage('a', '', `  Signed-off-by: ${JANE}`).trailers).toHaveLength(1)
    expect(inMessage('a', '', `    Signed-off-by: ${JANE}`, '', 'b').trailers).toEqual([])
  })

  it('joins wrapped values', () => {
    expect(inMessage('a', '', 'Fixes: 0123456789ab ("a title', 'that goes on")', `Cc: ${JANE}`).trailers).toEqual([
      'Fixes: 0123456789ab ("a title that goes on")',
      `Cc: ${JANE}`,
    ])
    expect(inMessage('a', '', `Cc: ${JANE}`, '  # v5.4', `Cc: ${JANE}`).trailers).toEqual([
      `Cc: ${JANE} # v5.4`,
      `Cc: ${JANE}`,
    ])
  })

  it('reads "Note: text" and a message without trailers as prose', () => {
    expect(inMessage('Note: this is slow').trailers).toEqual([])
    expect(inMessage('Todo: this', 'Done: that').trailers).toEqual([])
    expect(inMessage()).toEqual({ prose: [], trailers: [] })
  })
})

describe.skipIf(corpusMissing)(`trailers of real mail ${WHY_SKIPPED}`, () => {
  it('are those that git interpret-trailers finds', async () => {
    for (const { message, tag } of await readCorpus('vfio-device-life-cycle.mbox')) {
      if (tag.reply || !tag.patch || tag.number === 0) continue
      const { trailers, commitMessage } = splitBody(message.body)
      const git = spawnSync('git', ['interpret-trailers', '--parse'], {
        input: `title\n\n${commitMessage.join('\n')}\n`,
      })
      expect(trailers.map((trailer) => `${trailer.name}: ${trailer.value}\n`).join('')).toBe(git.stdout.toString())
    }
  })
})
