import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/cli'

/** The commands in the `sh` blocks of a Markdown file, without comments. */
export function readCommands(path: string): string[] {
  const commands: string[] = []
  let inside = false
  for (const line of readFileSync(join(ROOT, path), 'utf8').split('\n')) {
    if (line.startsWith('```')) inside = line === '```sh'
    else if (inside && line.trim() !== '') commands.push(line.replace(/\s+# .*$/, '').trim())
  }
  return commands
}

/** The script of package.json that a command runs; undefined if it runs none. */
export function scriptOf(command: string): string | undefined {
  const [, run, short] = /^npm (?:run (?:-s )?([\w:]+)|(start|test)\b)/.exec(command) ?? []
  return run ?? short
}
