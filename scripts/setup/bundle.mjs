import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { contentHash, fail, ROOT, read, WORK } from './project.mjs'

/** Packages that stay outside a bundle: two have native code, and Next loads its own files at run time. */
const NATIVE = ['better-sqlite3', 'esbuild', 'next']

/**
 * Bundles scripts/NAME.ts into one JavaScript file, unless the last bundle is up to date, and returns its path. One file starts
 * several times as fast as TypeScript through a loader, its functions run faster, and it holds the packages it needs, so that
 * replacing `node_modules` does not disturb a command that is running. Development packages stay outside. Ends the process with
 * the errors of esbuild when a source is wrong.
 */
export async function bundle(name) {
  const path = join(WORK, 'bundle', `${name}.mjs`)
  const inputs = ['node_modules/.package-lock.json', 'package.json', 'app', 'db', 'lib', 'scripts']
  // A bundle names its sources by absolute paths, hence ROOT.
  const stamp = `// ${contentHash(inputs, ROOT)}\n`
  if (!read(path).startsWith(stamp))
    await writeBundle(name, path, { stamp, place: (source) => pathToFileURL(source).href })
  return path
}

/** Bundles scripts/NAME.ts into a file of a folder that holds copies of the project's other files and may be moved. */
export async function bundleForFolder(name, path) {
  // The bundle is one level below the root of the folder.
  await writeBundle(name, path, {
    place: (source) => `..${source.slice(ROOT.length).replaceAll('\\', '/')}`,
    relative: true,
  })
}

async function writeBundle(name, path, { stamp = '', place, relative = false }) {
  const { build, stop } = await import('esbuild')
  const { devDependencies } = JSON.parse(read(join(ROOT, 'package.json')))
  // Two commands may bundle at the same time: each writes its own file, and the rename makes it appear complete.
  const fresh = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  await build({
    entryPoints: [join(ROOT, 'scripts', `${name}.ts`)],
    outfile: fresh,
    banner: { js: `${stamp}${REQUIRE}` },
    bundle: true,
    external: [...NATIVE, ...Object.keys(devDependencies)],
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'silent',
    plugins: [{ name: 'place', setup: (setup) => keepPlaces(setup, place, relative) }],
  }).catch((error) => fail(`scripts/${name}.ts cannot be bundled:\n${error.message}`))
  // A server that built must not keep the compiler's process for the rest of its life.
  await stop()
  renameSync(fresh, path)
}

/** CommonJS packages load Node's own modules with `require`, which an ES module lacks. A global cannot clash with names of a source. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'\nglobalThis.require = requireFrom(import.meta.url)"

/** A source finds the files beside it with `import.meta.url`, which must name the source and not the bundle. */
function keepPlaces({ onLoad }, place, relative) {
  onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
    const name = JSON.stringify(place(path))
    const url = relative ? `new URL(${name}, import.meta.url).href` : name
    return {
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', url),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }
  })
}
