import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { type Prose, readComments, readProse } from './comments'
import { readSourceFiles } from './layers'
import { plant } from './planted'

/** Phrases that give away a literal translation, each with what to write instead. Only unambiguous ones are listed. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:begun|begins?|began|beginning|made|makes?) anew\b/i, 'start over, again'],
  [/\bof machines\b/i, 'bot'],
  [/\b(?:for|of) who\b/i, 'callers that, people who, whoever'],
  [/\b(?:bears?|bore|borne) (?:it |them |this )?out\b/i, 'supports, backs'],
  [/\b(?:takes?|took|taken|taking) apart\b/i, 'parse, split'],
  [/\bwithout a word\b/i, 'silently'],
  [/\bon record\b/i, 'imported, archived here'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bwhat is no\b(?! longer)/i, 'is not a ..., if there is no ...'],
  [/\bwhose turn\b/i, 'waiting on'],
  [/\bremarks?\b/i, 'review comment'],
  [/\bthe house\b/i, 'project layout, this program'],
]

/** One line for each phrase found. Code in backticks and values in quotes do not count; a comment may wrap inside a phrase. */
function findPhrases(prose: readonly Prose[]): string[] {
  return prose.flatMap(({ path, line, text }) => {
    const words = text.replace(/`[^`]*`|'[\w-]+'/g, ' ').replace(/\s*\n\s*(?:\*|\/\/|--)?\s*/g, ' ')
    return PHRASES.flatMap(([phrase, better]) => {
      const found = phrase.exec(words)?.[0]
      return found === undefined ? [] : [`${path}:${line}: "${found}": write ${better}`]
    })
  })
}

describe('comments and papers', () => {
  it('are written in plain English', () => {
    const others = execFileSync('git', ['ls-files', '*.md', '*.sql', '*.css', '*.mjs'], { cwd: ROOT, encoding: 'utf8' })
    const prose = [
      ...readSourceFiles(ROOT, ({ path, file }) => readComments(path, file)).flat(),
      ...others
        .trim()
        .split('\n')
        .flatMap((path) => readProse(ROOT, path)),
    ]
    expect(prose.length).toBeGreaterThan(1_000)
    expect(findPhrases(prose)).toEqual([])
  })
})

describe('the word check', () => {
  const find = (files: Readonly<Record<string, string>>) => {
    const root = plant(files)
    const prose = Object.keys(files).flatMap((path) => readProse(root, path))
    return findPhrases([...readSourceFiles(root, ({ path, file }) => readComments(path, file)).flat(), ...prose])
  }

  it('finds a phrase in every kind of comment, also across lines, and in Markdown', () => {
    const found = find({
      'lib/a.ts': '/** A damaged file is begun\n * anew. */\nexport const a = 1 // for who needs it\n',
      'app/b.tsx': 'export const b = <p>{/* Reports of machines */}text</p>\n',
      'db/c.sql': '-- the mail does not bear it out\nSELECT 1;\n',
      'app/d.css': '/* taken apart */\n',
      'scripts/e.mjs': '// mended by npm\n',
      'f.md': 'Not on record.\n',
    })
    expect(found.map((line) => line.replace(/: write.*/, ''))).toEqual([
      'app/b.tsx:1: "of machines"',
      'lib/a.ts:1: "begun anew"',
      'lib/a.ts:3: "for who"',
      'db/c.sql:1: "bear it out"',
      'app/d.css:1: "taken apart"',
      'scripts/e.mjs:1: "mended"',
      'f.md:1: "on record"',
    ])
  })

  it('does not look at code, strings or quoted code', () => {
    const found = find({
      'lib/a.ts': "export const text = 'not on record' + `without a word` + String(/of machines/)\n",
      'app/b.tsx': 'export const b = <p title="mended">Reports of machines // on record</p>\n',
      'c.md': 'The key `remark`.\n\n```sh\necho on record\n```\n',
    })
    expect(found).toEqual([])
  })
})
