// Makes one JavaScript file of a TypeScript script: it starts in a tenth of the time a loader takes, and its functions run faster.
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hash, ROOT, read, sources } from './setup.mjs'

const FOLDER = join(ROOT, '.bundle')

/**
 * The path of the bundle of scripts/NAME.ts, made again when a source changed. With `whole` it holds its packages too, but for
 * those with native code or files of their own, and is put at another path.
 */
export async function bundle(name, { whole = false, path = join(FOLDER, `${name}.mjs`) } = {}) {
  const files = [
    join(ROOT, 'package-lock.json'),
    ...['app/_markup', 'app/_model', 'lib', 'db', 'scripts'].flatMap(sources),
  ]
  // The bundle names files by where this clone stands.
  const stamp = `// ${hash(files, ROOT)}\n`
  if (read(path).startsWith(stamp)) return path
  const { build } = await import('esbuild')
  // Several commands may start at once: the file appears whole.
  const fresh = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  await build({
    entryPoints: [join(ROOT, 'scripts', `${name}.ts`)],
    outfile: fresh,
    banner: { js: `${stamp}${whole ? REQUIRE : ''}`.trimEnd() },
    bundle: true,
    ...(whole ? { external: ['better-sqlite3', 'next', 'esbuild'] } : { packages: 'external' }),
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    plugins: [{ name: 'where', setup: whole ? movePlaces : keepPlaces }],
  })
  renameSync(fresh, path)
  return path
}

/** Packages in CommonJS ask for Node's own modules at run time. */
const REQUIRE = "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\n"

/** A source finds files beside it by `import.meta.url`, which must go on to name the source. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const place = JSON.stringify(pathToFileURL(path).href)
    return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place), loader: 'ts' }
  })
}

/** The same for a folder that is moved: files are found from where the bundle stands, one folder below its root. */
function movePlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const place = `new URL(${JSON.stringify(`..${path.slice(ROOT.length)}`)}, import.meta.url).href`
    return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place), loader: 'ts' }
  })
}
