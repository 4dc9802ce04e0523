/** The languages that are highlighted; each has a grammar in highlight.ts. */
export type Language =
  | 'bash'
  | 'c'
  | 'dts'
  | 'go'
  | 'ini'
  | 'javascript'
  | 'json'
  | 'kconfig'
  | 'lua'
  | 'makefile'
  | 'perl'
  | 'python'
  | 'rust'
  | 'typescript'
  | 'yaml'

const BY_ENDING: Readonly<Record<string, Language>> = {
  awk: 'bash',
  bash: 'bash',
  c: 'c',
  cc: 'c',
  cpp: 'c',
  cocci: 'c',
  dts: 'dts',
  dtsi: 'dts',
  dtso: 'dts',
  go: 'go',
  h: 'c',
  hh: 'c',
  hpp: 'c',
  ini: 'ini',
  js: 'javascript',
  json: 'json',
  l: 'c',
  lua: 'lua',
  mjs: 'javascript',
  mk: 'makefile',
  pl: 'perl',
  pm: 'perl',
  py: 'python',
  rs: 'rust',
  S: 'c',
  service: 'ini',
  sh: 'bash',
  t: 'perl',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  y: 'c',
  yaml: 'yaml',
  yml: 'yaml',
}

const BY_NAME: readonly (readonly [RegExp, Language])[] = [
  [/^(?:GNU)?[Mm]akefile(?:\.|$)|^Kbuild(?:\.|$)/, 'makefile'],
  [/^Kconfig(?:\.|$)/, 'kconfig'],
  [/^SCons(?:truct|cript)$/, 'python'],
]

/** The language of a file by its name; undefined if it is unknown. Assembly is treated as C, because it has the same comments and directives. */
export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const named = BY_NAME.find(([pattern]) => pattern.test(name))
  if (named !== undefined) return named[1]
  const dot = name.lastIndexOf('.')
  const ending = dot === -1 ? '' : name.slice(dot + 1)
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined
}
