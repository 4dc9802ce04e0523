import { afterEach, describe, expect, it } from 'vitest'
import type { DrawPage } from '../../app/_model/pages'
import { createFrames, fillFrame, readFrame } from '../../scripts/server/frames'

const FRAME = { before: '<head>', between: '</head><main>', after: '</main>' }

/** Draws what it was asked. */
const tell: DrawPage = async (params, search) => ({
  head: '',
  content: JSON.stringify([params, search]),
})

afterEach(() => {
  globalThis.rerollPages = undefined
})

describe('the frames of pages', () => {
  it('are cut out of what Next renders around the marks', () => {
    const frame = readFrame('<head><title>frame</title></head><main><template></template></main>')
    expect(frame).toEqual(FRAME)
    const page = { head: '<title>$&</title>', content: '<p>$1</p>' }
    expect(frame && fillFrame(frame, page).toString()).toBe('<head><title>$&</title></head><main><p>$1</p></main>')
  })

  it('are none where a mark is missing or stands twice', () => {
    const [title, content] = ['<title>frame</title>', '<template></template>']
    for (const html of ['', title, content, title + content + content, title + title + content]) {
      expect(readFrame(html)).toBeUndefined()
    }
  })

  it('serve the other pages of their route, and no other route', async () => {
    globalThis.rerollPages = new Map([
      ['/', tell],
      ['/series/[id]', tell],
      ['/series/[id]/diff/[range]', tell],
    ])
    const frames = createFrames()
    expect(await frames.draw('/series/a')).toBeUndefined()
    frames.learn('/series/a?x=1', FRAME)
    frames.learn('/nowhere', FRAME)
    expect((await frames.draw('/series/b'))?.toString()).toBe('<head></head><main>[{"id":"b"},{}]</main>')
    for (const other of [
      '/',
      '/series',
      '/series/',
      '/series/a/',
      '/series/a/atom',
      '/series/a/diff/1..2',
      '//a',
      '/x/a',
    ]) {
      expect([other, await frames.draw(other)]).toEqual([other, undefined])
    }
  })

  it('hand segments and questions to a page as Next does', async () => {
    globalThis.rerollPages = new Map([['/series/[id]', tell]])
    const frames = createFrames()
    frames.learn('/series/a', FRAME)
    const asked = async (target: string) =>
      JSON.parse((await frames.draw(target))?.toString().slice('<head></head><main>'.length, -'</main>'.length) ?? '')
    expect(await asked('/series/a@b%2Fc%20%3f')).toEqual([{ id: 'a%40b%2Fc%20%3F' }, {}])
    expect(await asked('/series/a?q=x+y&p=1&p=2&r&q=%zz')).toEqual([
      { id: 'a' },
      { q: ['x y', '%zz'], p: ['1', '2'], r: '' },
    ])
  })

  it('leave to Next what a page throws or does not draw', async () => {
    globalThis.rerollPages = new Map<string, DrawPage>([
      ['/a', () => Promise.reject(new Error('NEXT_HTTP_ERROR_FALLBACK;404'))],
      ['/b', () => Promise.resolve(undefined)],
    ])
    const frames = createFrames()
    for (const path of ['/a', '/b']) {
      frames.learn(path, FRAME)
      expect(await frames.draw(path)).toBeUndefined()
    }
  })
})
