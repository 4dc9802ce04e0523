import { describe, expect, it } from 'vitest'
import { parsePatch } from '../../lib/patch/patch'
import { reviewSeries } from '../../lib/review/review'
import { JANE, REX, seriesInput } from './fixture'

const patchOf = (path: string, line: string) =>
  parsePatch({
    title: 'patch 1',
    from: JANE,
    body: `Why.\n---\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1,2 @@\n first line\n+${line}\n`,
  })

/** The status of a comment on f1.c in v1, when v2 has another patch in its place. */
function statusAfter(body: string, path: string, line: string, at = 10): string[] {
  const versions = [[{ line: 'int global_flag_of_it;' }], [{ line: 'int other;' }]]
  const input = seriesInput(versions, [{ id: 'r', from: REX, body: `> +int global_flag_of_it;\n${body}\n`, at }])
  const [v1, v2] = input.versions
  if (v1 === undefined || v2 === undefined) throw new Error('two versions')
  const second = { ...v2, patches: v2.patches.map((one) => ({ ...one, patch: patchOf(path, line) })) }
  return reviewSeries({ ...input, versions: [v1, second] }).comments.flatMap(({ outcome }) => outcome?.status ?? [])
}

describe('a question about a file', () => {
  const question = 'Why a global flag in this header?'

  it('is settled when the newest version no longer has the file', () => {
    expect(statusAfter(question, 'other.c', 'int something_else;')).toEqual(['addressed'])
  })

  it('stays open when the file is there, whatever changed in it', () => {
    expect(statusAfter(question, 'f1.c', 'int something_else;')).toEqual(['open'])
  })

  it('stays open when the quoted line moved to another file', () => {
    expect(statusAfter(question, 'other.c', 'int global_flag_of_it;')).toEqual(['open'])
  })

  it('stays open when it was asked after that version was posted', () => {
    expect(statusAfter(question, 'other.c', 'int something_else;', 150)).toEqual(['open'])
  })

  it('is no objection to the approach, which another file does not settle', () => {
    expect(statusAfter('NAK.', 'other.c', 'int something_else;')).toEqual(['open'])
  })
})
