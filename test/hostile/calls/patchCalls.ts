import { parseChangelog } from '../../../lib/changelog/items'
import { indexVersions } from '../../../lib/changelog/itemVersion'
import { findPatchNumbers } from '../../../lib/changelog/patchNumbers'
import { findFunction } from '../../../lib/evolution/functionName'
import { compareProse } from '../../../lib/evolution/prose'
import { alignLines } from '../../../lib/evolution/sequence'
import { markWords } from '../../../lib/evolution/words'
import { findDamage } from '../../../lib/patch/damage'
import { parseDiff } from '../../../lib/patch/diff'
import { parsePatch } from '../../../lib/patch/patch'
import { joinContinuation } from '../../../lib/patch/trailer'
import { readApplied } from '../../../lib/tree/applied'
import { patchMailKeys } from '../../../lib/tree/commitKeys'
import { parseCommitObject } from '../../../lib/tree/commitObject'
import { mergeTitleKeys } from '../../../lib/tree/pulledMerge'
import { findReleaseTags } from '../../../lib/tree/releaseTag'
import { JANE } from '../../review/fixture'
import type { Call } from './call'

/** Calls of the parsers of patches, changelogs and commits. */
export const PATCH_CALLS: Readonly<Record<string, Call>> = {
  parseChangelog: (body) =>
    parseChangelog(
      { mailKey: 'a', number: null, body },
      { versions: indexVersions([{ version: 1, rfc: false }]), own: 0 },
      3,
    ),
  findPatchNumbers: (text) => findPatchNumbers(text, { total: 3 }),
  findDamage: (text) => findDamage(parseDiff(`--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-old\n+${text}\n`)),
  parseCommitObject: (text) => [
    parseCommitObject(Buffer.from(text)),
    parseCommitObject(Buffer.from(`encoding x\nauthor ${text}\nparent ${text}\n\n${text}`)),
  ],
  findReleaseTags: (text) => findReleaseTags([text, ...text.split('\n')]),
  parsePatch: (body) => parsePatch({ title: body, from: JANE, body }),
  alignLines: (text) => alignLines(text.split('\n'), text.toUpperCase().split('\n'), { left: 2_000_000 }),
  compareProse: (text) => compareProse(text.split('\n'), text.toUpperCase().split('\n'), { left: 2_000_000 }),
  markWords: (text) => markWords(text, text.toUpperCase(), { left: 20_000 }),
  joinContinuation: (text) =>
    joinContinuation(text.split('\n'), 0, { name: 'Reviewed-by', value: text, indent: 0, strong: true }, true),
  findFunction: (text) => {
    const lines = text.split('\n').map((line) => ({ kind: 'plus' as const, text: line }))
    return findFunction({ heading: text, lines }, lines.length - 1, 'f.c')
  },
  mergeTitleKeys,
  patchMailKeys: (text) => patchMailKeys([text], text),
  readApplied: (text) => readApplied({ title: text, author: { name: 'Ann', email: 'ann@example.org' } }, text),
}
