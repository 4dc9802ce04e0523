import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tempFolder } from '../support/tempFolder'

/** Writes a project that consists of these files; returns its folder, which is removed after the tests. */
export function plant(files: Readonly<Record<string, string>>): string {
  const root = tempFolder()
  writeFileSync(join(root, 'tsconfig.json'), '{ "compilerOptions": { "noLib": true, "types": [], "jsx": "preserve" } }')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
