import { describe, expect, it } from 'vitest'
import { severityOf } from '../../lib/review/severity'
import { REX, REX_TAG, readStatements, review } from './fixture'

const severities = (body: string) =>
  readStatements(body).flatMap(({ position, sentence }) => severityOf(position, sentence) ?? [])

describe('a request above a tag', () => {
  it.each([
    'Either way:',
    'Anyway, patch looks good to me, so with or without that additional check:',
    'In any case, the code looks good to me.',
    'Regardless, I think that it is an improvement, so please feel free to add',
  ])('is a nit when the tag holds without it: %s', (words) => {
    expect(severities(`> +first line\n\nI'd maybe add a check here.\n\n${words}\n${REX_TAG}\n`)).toEqual(['nit'])
  })

  it.each(['Thanks.', 'Anyway, thanks!', 'In any case, please fix that.'])('is one otherwise: %s', (words) => {
    expect(severities(`> +first line\n\nPlease add a check here.\n\n${words}\n${REX_TAG}\n`)).toContain('request')
  })

  it('does not make the series one with changes requested', () => {
    const stateAfter = (words: string) =>
      review(
        [[{ line: 'one' }]],
        [{ id: 'a', from: REX, at: 1, patch: 1, body: `> +one\n\nPlease add a check here.\n\n${words}\n${REX_TAG}\n` }],
      ).state.kind
    expect([stateAfter('Either way:'), stateAfter('Thanks.')]).toEqual(['under-review', 'changes-requested'])
  })
})

describe('a request in a mail that calls everything a nit', () => {
  it.each(['Apart from these nitpicks, patch LGTM.', 'Minor nits below.', 'Just a few nits.'])(
    'is a nit: %s',
    (words) => {
      expect(new Set(severities(`${words}\n\n> +first line\n\nPlease add a check here.\n`))).toEqual(new Set(['nit']))
      expect(new Set(severities(`> +first line\n\nPlease add a check here.\n\n${words}\n`))).toEqual(new Set(['nit']))
    },
  )

  it.each(['There are also some nits.', 'Not just a few nits.', 'Minor comments below.'])(
    'is one otherwise: %s',
    (words) => {
      expect(severities(`> +first line\n\nPlease add a check here.\n\n${words}\n`)).toContain('request')
    },
  )

  it('stays a defect when something is wrong', () => {
    expect(severities('Just a few nits.\n\n> +first line\n\nThis leaks the buffer.\n')).toContain('defect')
  })
})
