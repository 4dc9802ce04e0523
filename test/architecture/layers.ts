import { dirname, join, relative } from 'node:path'
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/**
 * Every layer of the program, lowest first, and what its files may import besides each other. A file belongs to the longest
 * name that its path begins with, so `lib` alone means the files directly in `lib`, and `lib/**` those and everything below.
 * A name may also be a single module.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  'lib/mail': ['lib'],
  'lib/patch': ['lib', 'lib/mail'],
  'lib/pull': ['lib', 'lib/mail', 'lib/patch'],
  'lib/series': ['lib', 'lib/mail', 'lib/patch', 'lib/pull'],
  'lib/search': ['lib', 'lib/mail', 'lib/patch', 'lib/series'],
  'lib/evolution': ['lib', 'lib/mail', 'lib/patch'],
  'lib/tree': ['lib', 'lib/mail', 'lib/patch', 'lib/series', 'lib/evolution'],
  'lib/changelog': ['lib', 'lib/mail', 'lib/patch', 'lib/evolution'],
  'lib/review': ['lib', 'lib/mail', 'lib/patch', 'lib/pull', 'lib/series', 'lib/tree', 'lib/changelog'],
  'lib/story': ['lib', 'lib/mail', 'lib/patch', 'lib/series', 'lib/evolution', 'lib/review', 'lib/changelog'],
  'lib/derive': ['lib/**'],
  db: ['lib/**'],
  'db/mail': ['db', 'lib/**'],
  'db/tree': ['db', 'db/mail', 'lib/**'],
  'db/derive': ['db', 'db/mail', 'db/tree', 'lib/**'],
  'db/store': ['db', 'db/mail', 'db/tree', 'db/derive', 'lib/**'],
  'db/queries': ['db', 'db/mail', 'db/tree', 'lib/**'],
  // Pages print view models. No page parses mail or writes; app/data.ts hands out the one reading handle.
  app: [
    'db/queries',
    'db/open',
    'db/currentReader',
    'db/replica',
    'lib',
    'lib/evolution',
    'lib/patch/types',
    'lib/review/positions',
    'lib/review/duty',
    'lib/review/queue',
    'lib/review/speaker',
    'lib/review/states',
    'lib/review/tagCondition',
    'lib/review/tagKinds',
    'lib/series/label',
    'lib/story/since',
  ],
  'app/_client': [],
  'scripts/sources': ['lib/**'],
  'scripts/server': ['app/**', 'db/**', 'lib/**'],
  scripts: ['app/**', 'db/**', 'lib/**', 'scripts/**'],
  // The fault tool runs what the fault tests run, many more times.
  'scripts/tools/faults': ['scripts/**', 'test'],
  test: ['**'],
}

/** The layers and modules that a package is kept to. Every other package may be imported above lib. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['db'],
  next: ['app', 'scripts/server'],
  preact: ['app'],
  htmlparser2: ['lib/mail/html'],
  mailparser: ['lib/mail/mime'],
}

/** What lib may import from outside: nothing that reads a file, a socket or a clock. */
const PURE_PACKAGES = [
  'node:buffer',
  'node:crypto',
  'chrono-node',
  'diff',
  'htmlparser2',
  'libmime',
  'libqp',
  'mailparser',
  'nodemailer',
  'stemmer',
]

const SOURCE = /^(?:(?:app|db|lib|scripts|test)\/.*|[^/]*)(?<!\.d)\.tsx?$/
const PROGRAM = /^(?:app|db|lib|scripts)\//
const IMPURE = /^(?:process|performance|globalThis)\b|^(?:Date\.now|Math\.random)$/
const IMPURE_CALLS = /^(?:Date|fetch|set(?:Timeout|Interval|Immediate)|random(?:UUID|Bytes|Int))$/

/** The imports of a module: paths from the root of the project without an extension (`lib/mail/address`), and packages. */
export interface Module {
  readonly path: string
  readonly imports: readonly string[]
  /** What it reads from the machine, in its own words: `Date.now`, `process.env`. */
  readonly impure: readonly string[]
}

/** A source file as TypeScript parses it; `path` is relative to the project. */
export interface ParsedFile {
  readonly path: string
  readonly file: SourceFile
}

/**
 * Parses the TypeScript files of the project in a folder, tests included, and returns what `read` makes of each. Throws if the
 * folder has no tsconfig.json.
 */
export function readSourceFiles<T>(root: string, read: (parsed: ParsedFile) => T): T[] {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProject: join(root, 'tsconfig.json') }).getProjects()
    if (project === undefined) throw new Error(`${root}: TypeScript opened no project here`)
    return project.program.getSourceFileNames().flatMap((name) => {
      const path = relative(root, name)
      const file = SOURCE.test(path) ? project.program.getSourceFile(name) : undefined
      return file === undefined ? [] : [read({ path, file })]
    })
  } finally {
    api.close()
  }
}

/**
 * Reads the modules of the program, without its tests. TypeScript's own parser finds their imports, so that type imports,
 * dynamic imports and re-exports count.
 */
export function readModules(root: string): Module[] {
  return readSourceFiles(root, ({ path, file }) => (PROGRAM.test(path) ? [readModule(root, file)] : [])).flat()
}

function readModule(root: string, file: SourceFile): Module {
  const folder = dirname(file.fileName)
  const imports = file.imports.map((node) => {
    const name = node.getText(file).slice(1, -1)
    return name.startsWith('.') ? withoutExtension(relative(root, join(folder, name))) : name
  })
  const impure: string[] = []
  const visit = (node: Node): void => {
    if (readsMachine(node, file)) impure.push(node.getText(file))
    node.forEachChild(visit)
  }
  visit(file)
  return { path: withoutExtension(relative(root, file.fileName)), imports, impure }
}

function readsMachine(node: Node, file: SourceFile): boolean {
  if (node.kind === SyntaxKind.PropertyAccessExpression) return IMPURE.test(node.getText(file))
  if (node.kind === SyntaxKind.NewExpression) return /^new Date(?:\(\))?$/.test(node.getText(file))
  if (node.kind !== SyntaxKind.CallExpression) return false
  return IMPURE_CALLS.test(node.getText(file).split('(', 1)[0] ?? '')
}

function withoutExtension(path: string): string {
  return path.replace(/\.tsx?$/, '')
}

/** One line for each import that the tables above do not allow, and for each impure expression in lib. */
export function findViolations(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, imports, impure }) => [
    ...imports.filter((name) => !isAllowed(path, name)).map((name) => `${path} may not import ${name}`),
    ...(path.startsWith('lib/') ? impure.map((text) => `${path} is not pure: ${text}`) : []),
  ])
}

function isAllowed(path: string, name: string): boolean {
  const layer = layerOf(path)
  if (layer === undefined) return false
  const target = layerOf(name)
  if (target === undefined) return isPackageAllowed(path, name)
  if (target === layer) return true
  return (LAYERS[layer] ?? []).some((allowed) =>
    allowed.endsWith('**') ? isPart(target, allowed.slice(0, -3)) : allowed === target || allowed === name,
  )
}

function isPart(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function isPackageAllowed(path: string, name: string): boolean {
  if (path.startsWith('lib/') && !PURE_PACKAGES.some((start) => isPart(name, start))) return false
  const kept = Object.entries(PACKAGES).find(([start]) => isPart(name, start))
  return kept === undefined || kept[1].some((place) => isPart(path, place))
}

function layerOf(path: string): string | undefined {
  return Object.keys(LAYERS)
    .filter((name) => isPart(path, name))
    .sort((a, b) => b.length - a.length)[0]
}

/** The circles of imports, each as the path that leads back to its start; empty when there are none. */
export function findCircles(modules: readonly Module[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module.imports]))
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
    if (done.has(path) || trail.includes(path)) return
    for (const name of byPath.get(path) ?? []) walk(name, [...trail, path])
    done.add(path)
  }
  for (const { path } of modules) walk(path, [])
  return circles
}
