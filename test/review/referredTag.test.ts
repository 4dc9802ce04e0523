import { expect, it } from 'vitest'
import { ANN, JANE, REX, REX_TAG, review, standingLines } from './fixture'

const VERSIONS = [[{ line: 'a = 1;' }], [{ line: 'b = 1;', trailers: [REX_TAG] }]]

it('a tag is carried when the code changed only as somebody else asked, to whom its words refer', () => {
  const ofRex = (words: string) => {
    const replies = [
      { id: 'a', from: ANN, body: '> +a = 1;\nPlease rename this.', at: 10 },
      { id: 'j', from: JANE, body: '> Please rename this.\nI can do that.', to: 'a', at: 20 },
      { id: 'r', from: REX, body: `> I can do that.\n${words}\n${REX_TAG}`, to: 'j', at: 30 },
    ]
    return standingLines(review(VERSIONS, replies)).filter((line) => line.includes('approves'))
  }
  expect(ofRex('with that fixed:')).toEqual(['Rex Roe 1 approves v1 carried'])
  expect(ofRex('Fine.')).toEqual(['Rex Roe 1 approves v1 stale'])
})
