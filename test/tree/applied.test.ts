import { describe, expect, it } from 'vitest'
import { parsePatch } from '../../lib/patch/patch'
import { countChanged, readApplied } from '../../lib/tree/applied'

const DIFF = (line: string) => `diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,3 @@\n one\n+${line}\n two\n`
const COMMIT = { title: 'pump: start it', author: { name: 'Ada Author', email: 'ada@example.org' } }

describe('a commit read as a patch', () => {
  it('has the title and author of the commit, and message, trailers and diff from its text', () => {
    const text = `pump: start\nit\n\nWhy.\n\nReviewed-by: Rex Roe <rex@example.org>\nLink: https://example.org/r/1\n\n${DIFF('new')}`
    const patch = readApplied(COMMIT, text)
    expect(patch).toMatchObject({ ...COMMIT, message: 'Why.' })
    expect(patch.trailers.map(({ name }) => name)).toEqual(['Reviewed-by', 'Link'])
    expect(patch.files).toHaveLength(1)
  })

  it('may have a title alone, or no diff', () => {
    expect(readApplied(COMMIT, `pump: start it\n\n${DIFF('new')}`).files).toHaveLength(1)
    expect(readApplied(COMMIT, 'pump: start it\n').files).toEqual([])
    expect(readApplied(COMMIT, '')).toMatchObject({ message: '', files: [] })
  })

  it('is compared with its mail by the lines that either changes, however little they have in common', () => {
    const posted = parsePatch({ title: 'other', from: COMMIT.author, body: `Why.\n---\n${DIFF('new')}` })
    const applied = (line: string) => readApplied(COMMIT, `pump: start it\n\n${DIFF(line)}`)
    expect(countChanged([posted], applied('new'))).toEqual({ added: 0, removed: 0 })
    expect(countChanged([posted], applied('something else'))).toEqual({ added: 1, removed: 1 })
  })

  it('of squashed patches is compared with all of them', () => {
    const posted = (body: string) => parsePatch({ title: 'one', from: COMMIT.author, body: `Why.\n---\n${body}` })
    const undo = 'diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,3 @@\n one\n-new\n+newer\n two\n'
    const other = DIFF('other').replaceAll('x.c', 'y.c')
    const patches = [posted(DIFF('new')), posted(undo), posted(other)]
    const applied = (text: string) => readApplied(COMMIT, `pump: start it\n\n${text}`)
    expect(countChanged(patches, applied(`${DIFF('newer')}${other}`))).toEqual({ added: 0, removed: 0 })
    expect(countChanged(patches, applied(`${DIFF('newest')}${other}`))).toEqual({ added: 1, removed: 1 })
    expect(countChanged(patches, applied(DIFF('newer')))).toEqual({ added: 0, removed: 1 })
  })
})
