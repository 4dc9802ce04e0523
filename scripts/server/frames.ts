import { AsyncLocalStorage } from 'node:async_hooks'
import { toBytes } from '../../app/_markup/bytes'
import { type DrawnPage, FRAME_CONTENT, FRAME_TITLE } from '../../app/_model/pages'

/** What all pages of a route have around their head and content, as strings of bytes: each character is one of UTF-8. */
export interface Frame {
  readonly before: string
  readonly between: string
  readonly after: string
}

export interface Frames {
  /** The HTML of a page, drawn into the frame of its route; undefined as long as Next has to be asked for it. */
  readonly draw: (target: string) => Promise<Buffer | undefined>
  /** Keeps the frame that Next made for a target. */
  readonly learn: (target: string, frame: Frame) => void
}

/**
 * The frames of one build. Next renders the first page of a route; its frame, which is the same for all, is kept, and from
 * then on its pages are only drawn. Next takes most of the time of a page, and copies the text of a large one a dozen times.
 */
export function createFrames(): Frames {
  const frames = new Map<string, Frame>()
  return {
    async draw(target) {
      const found = findRoute(target)
      const frame = found === undefined ? undefined : frames.get(found.route)
      const draw = found === undefined ? undefined : globalThis.rerollPages?.get(found.route)
      if (found === undefined || frame === undefined || draw === undefined) return undefined
      try {
        const page = await draw(found.params, readSearch(target))
        return page === undefined ? undefined : fillFrame(frame, page)
      } catch {
        // Not there, elsewhere or broken: Next is asked for it, and tells which.
        return undefined
      }
    },
    learn(target, frame) {
      const found = findRoute(target)
      if (found !== undefined && !frames.has(found.route)) frames.set(found.route, frame)
    },
  }
}

/** Cuts a page that Next rendered around a frame's marks; undefined unless each stands in it once. */
export function readFrame(html: string): Frame | undefined {
  const [before, rest, ...more] = html.split(`<title>${FRAME_TITLE}</title>`)
  const [between, after, ...others] = (rest ?? '').split(FRAME_CONTENT)
  if (before === undefined || between === undefined || after === undefined) return undefined
  if (more.length + others.length > 0) return undefined
  return { before: toBytes(before), between: toBytes(between), after: toBytes(after) }
}

/** The whole page as it is sent. */
export function fillFrame({ before, between, after }: Frame, { head, content }: DrawnPage): Buffer {
  return Buffer.from(before + head + between + content + after, 'latin1')
}

const rendering = new AsyncLocalStorage<(page: DrawnPage) => void>()

/** Runs Next, which renders frames for the pages that it finds meanwhile; `keep` is given each of these pages. */
export function renderFrames(keep: (page: DrawnPage) => void, render: () => Promise<void>): Promise<void> {
  globalThis.rerollPageKeeper = keepPage
  return rendering.run(keep, render)
}

function keepPage(page: DrawnPage): boolean {
  const keep = rendering.getStore()
  keep?.(page)
  return keep !== undefined
}

interface Found {
  readonly route: string
  readonly params: Readonly<Record<string, string>>
}

/** The route of a target and the segments for its names, written as Next hands them to a page. */
function findRoute(target: string): Found | undefined {
  const segments = pathOf(target).split('/')
  for (const route of globalThis.rerollPages?.keys() ?? []) {
    const params = matchRoute(route.split('/'), segments)
    if (params !== undefined) return { route, params }
  }
  return undefined
}

function matchRoute(route: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (route.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of route.entries()) {
    const segment = segments[index] ?? ''
    if (!part.startsWith('[')) {
      if (part !== segment) return undefined
    } else if (segment === '') return undefined
    else params[part.slice(1, -1)] = encodeURIComponent(decodeURIComponent(segment))
  }
  return params
}

function pathOf(target: string): string {
  const at = target.indexOf('?')
  return at === -1 ? target : target.slice(0, at)
}

function readSearch(target: string): Record<string, string | readonly string[]> {
  const search = new URLSearchParams(target.slice(pathOf(target).length))
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
