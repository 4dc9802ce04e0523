import { describe, expect, it } from 'vitest'
import { at } from '../../lib/at'
import { comparePatches, compareVersions } from '../../lib/evolution/compare'
import { fileDiff, patchOf } from './fixture'

const patch = (...lines: string[]) => patchOf('x: count', ['Why.'], ...fileDiff('x.c', lines))
const shown = (left: ReturnType<typeof patch>, right: ReturnType<typeof patch>) =>
  comparePatches(left, right).files.flatMap(({ items }) =>
    items.flatMap(({ lines }) =>
      lines.map(({ side, kind, spans }) => `${side} ${kind} ${spans.map(({ text }) => text).join('')}`),
    ),
  )

/** In the newer patch the check below the call goes, too, so that the call comes after the lines that it replaces. */
const LEFT = patch(
  ' int a;',
  '-\told_call(set, parent);',
  '+\tnew_call(set, parent);',
  '+',
  ' \tif (ret)',
  '-\t\tgoto out;',
  '+\t\treturn ret;',
  ' int b;',
)
const RIGHT = patch(
  ' int a;',
  '-\told_call(set, parent);',
  '-\tif (ret)',
  '-\t\tgoto out;',
  '+\tnew_call(set, parent);',
  ' ',
  ' int b;',
)

describe('an added line across removed ones', () => {
  it('is not shown as removed and added', () => {
    const call = shown(LEFT, RIGHT).filter((line) => line.includes('new_call'))
    expect(call).toEqual(['both plus \tnew_call(set, parent);'])
  })

  it('counts as git range-diff counts it', () => {
    const { verdict } = at(compareVersions([LEFT], [RIGHT]).pairs, 0)
    expect([verdict.added, verdict.removed].every((size) => size > 0)).toBe(true)
  })

  it('is shown as removed and added when an added line or context is in between', () => {
    const left = patch(' int a;', '+one();', '+two();', ' int b;', ' int c;')
    const right = patch(' int a;', '+two();', ' int b;', '+one();', ' int c;')
    expect(shown(left, right).filter((line) => line.includes('one'))).toEqual(['old plus one();', 'new plus one();'])
  })
})
