import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'
import { at } from '../lib/at'

/** Where the pages find their script and stylesheet: a folder of public files, written by the build and kept out of git. */
const FOLDER = 'public/assets'

/** The script and the stylesheet, each bundled from these sources into one file. */
const ENTRIES = { script: 'app/_client/script.ts', style: 'app/styles/index.css' } as const

/** A script or stylesheet as one file. */
export interface Asset {
  /** `/assets/0f3a….js`: named by content, so that browsers may keep it for ever. */
  readonly href: string
  readonly code: string
}

/**
 * Bundles the script or the stylesheet into one minified file for browsers of the last four years; `root` is the folder of the
 * project. Throws esbuild's own message when a file is missing or broken.
 */
export async function bundleAsset(root: string, kind: keyof typeof ENTRIES): Promise<Asset> {
  // Imported here, because the server loads this file with next.config.ts but never bundles.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ ...options(root, kind), minify: true, write: false })
  const code = at(outputFiles ?? [], 0).text
  const name = createHash('sha256').update(code).digest('hex').slice(0, 16)
  return { href: `/assets/${name}.${kind === 'script' ? 'js' : 'css'}`, code }
}

/** Writes script and stylesheet among the public files in place of older ones and returns their addresses. */
export async function writeAssets(root: string): Promise<Readonly<Record<keyof typeof ENTRIES, string>>> {
  const [script, style] = await Promise.all([bundleAsset(root, 'script'), bundleAsset(root, 'style')])
  const folder = join(root, FOLDER)
  mkdirSync(folder, { recursive: true })
  for (const { href, code } of [script, style]) writeFileSync(join(root, 'public', href), code)
  const kept = [script.href, style.href]
  for (const name of readdirSync(folder)) if (!kept.includes(`/assets/${name}`)) rmSync(join(folder, name))
  return { script: script.href, style: style.href }
}

/**
 * For `next dev`: writes both under fixed names into a separate folder, again whenever a source changes, and adds to the script
 * a module that reloads a changed page.
 */
export async function watchAssets(root: string): Promise<Readonly<Record<keyof typeof ENTRIES, string>>> {
  const { context } = await import('esbuild')
  const inject = [join(root, 'app/_client/reload.ts')]
  const script = { ...options(root, 'script'), inject, outfile: join(root, 'public/dev/script.js') }
  const style = { ...options(root, 'style'), outfile: join(root, 'public/dev/style.css') }
  for (const one of [script, style]) await (await context(one)).watch()
  return { script: '/dev/script.js', style: '/dev/style.css' }
}

function options(root: string, kind: keyof typeof ENTRIES): BuildOptions {
  return {
    entryPoints: [join(root, ENTRIES[kind])],
    bundle: true,
    format: 'iife',
    target: kind === 'script' ? 'es2022' : ['chrome107', 'firefox105', 'safari16'],
    legalComments: 'none',
    logLevel: 'silent',
  }
}
