import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the pages find their script: a folder of public files, written by the build and kept out of git. */
const FOLDER = 'public/client'

/** The script of the pages as one file. */
export interface ClientScript {
  /** `/client/0f3a….js`: named by content, so that it may be kept for ever. */
  readonly href: string
  readonly code: string
}

/**
 * Bundles app/_client/main.ts into one minified script for browsers of the last four years; `root` is the folder of the
 * project. Throws esbuild's own message when a module is missing or broken.
 */
export async function bundleClient(root: string): Promise<ClientScript> {
  // Here and not above: the server reads next.config.ts, and with it this file, but never bundles.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(root, 'app/_client/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.text ?? ''
  const name = createHash('sha256').update(code).digest('hex').slice(0, 16)
  return { href: `/client/${name}.js`, code }
}

/** Writes the script among the public files in place of an older one and returns its address. */
export async function writeClient(root: string): Promise<string> {
  const { href, code } = await bundleClient(root)
  const folder = join(root, FOLDER)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(root, 'public', href), code)
  for (const name of readdirSync(folder)) if (!href.endsWith(`/${name}`)) rmSync(join(folder, name))
  return href
}
