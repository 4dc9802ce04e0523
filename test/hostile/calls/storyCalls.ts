import { tellingWords } from '../../../lib/changelog/sharing'
import { findAlike } from '../../../lib/story/alike'
import { findItem, indexItems } from '../../../lib/story/answers'
import { openApplied } from '../../../lib/story/applied'
import { judgeAsks } from '../../../lib/story/asks'
import { asksToGo } from '../../../lib/story/goes'
import { findMerges } from '../../../lib/story/merges'
import { openNaming } from '../../../lib/story/naming'
import { openReverts } from '../../../lib/story/reverts'
import { indexRows } from '../../../lib/story/rows'
import { openUnchanged } from '../../../lib/story/unchanged'
import { cell, changed, changes, comment, item, track, versionsOf } from '../../story/build'
import type { Call } from './call'

const versions = versionsOf([1, 2], [1, 2])
const rows = indexRows([track(cell(1, 1), changed(2, 1, 1)), track(cell(1, 2), cell(2, 2))])

const changesOf = (text: string) => () => changes(`+${text}`)

/** Calls of what the story of a series reads, together with what they are used for. */
export const STORY_CALLS: Readonly<Record<string, Call>> = {
  findItem: (text) => {
    const asked = comment({ quote: text })
    const agreed = comment({ quote: text, status: 'cleared', answered: true, changedIn: 2 })
    const comments = [agreed, agreed]
    const isApplied = openApplied({ versions, rows, items: [item(text)], taken: new Set() })
    return [
      findItem(asked, 2, [1], indexItems([item(text, { credited: [1], patches: [1] })], [asked])),
      judgeAsks({ versions, rows, comments, items: [], given: [], changesOf: changesOf(text), isApplied }).size,
    ]
  },
  asksToGo,
  findAlike: (text) => findAlike(2, { rows, items: [item(text, { patches: [1, 2] })], changesOf: () => undefined }),
  tellingWords: (text) => [
    tellingWords(text).size,
    openNaming(changesOf(text)).names(text, 2, 1),
    openNaming(changesOf(text)).removes(text, 2, 1),
  ],
  findMerges: (text) => {
    const items = [item(text), item(`revert ${text}`, { version: 3 })]
    const revertedBy = openReverts({ versions, rows, items })
    return [
      findMerges(versions, rows),
      openUnchanged(versions, rows)(item(text)),
      revertedBy(1, { comment: 0, outcome: 'done', changed: [1], item: 0 }),
    ]
  },
}
