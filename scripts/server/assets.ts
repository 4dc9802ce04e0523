import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Answer, finishAnswer } from './httpAnswer'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

/** Browsers keep a file for a year: another content has another name. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** The script and the stylesheet that the build put into `public/assets`, by their path; nothing when there is no build. */
export function readAssets(folder: string): (path: string) => Answer | undefined {
  const assets = new Map<string, Answer>()
  for (const name of listNames(join(folder, 'assets'))) {
    const type = TYPES[extname(name)]
    if (type === undefined) continue
    const body = readFileSync(join(folder, 'assets', name))
    assets.set(`/assets/${name}`, finishAnswer({ status: 200, headers: { 'content-type': type }, body }, IMMUTABLE))
  }
  return (path) => assets.get(path)
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
