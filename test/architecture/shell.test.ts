import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The files of the program, without tests. */
const FILES = ['app', 'db', 'lib', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
    .map((name) => join(folder, name)),
)

/** The ways in which Node passes text to a shell. */
const SHELL = /\bshell\s*:|\bexec(?:Sync)?\s*\(|(?:spawn|execFile)(?:Sync)?\s*\(\s*['"`](?:\/bin\/)?(?:sh|bash|cmd)\b/

/** `exec` of a regular expression or of SQLite starts no process. */
const HARMLESS = /\.exec\s*\(/g

describe('the program', () => {
  it('starts programs without a shell', () => {
    expect(FILES.length).toBeGreaterThan(100)
    const guilty = FILES.filter((path) => {
      const text = readFileSync(path, 'utf8')
      return text.includes('child_process') && SHELL.test(text.replace(HARMLESS, ''))
    })
    // On Windows npm is a script and needs a shell; its arguments are constants.
    expect(guilty).toEqual(['scripts/setup/install.mjs'])
    expect(readFileSync('scripts/setup/install.mjs', 'utf8').match(/shell: .*/g)).toHaveLength(1)
    for (const line of ['spawn(x, { shell: true })', 'exec(`git log`)', "execSync('ls')", "spawn('sh', ['-c', x])"]) {
      expect([line, SHELL.test(line)]).toEqual([line, true])
    }
  })

  it('starts git in one place only, with safe options', () => {
    const starts = FILES.filter((path) =>
      /^import (?!type ).*from 'node:child_process'/m.test(readFileSync(path, 'utf8')),
    )
    expect(starts.filter((path) => path.startsWith('scripts/sources/'))).toEqual(['scripts/sources/git.ts'])
    expect(starts.filter((path) => /^(?:app|db|lib)\//.test(path))).toEqual([])
  })
})
