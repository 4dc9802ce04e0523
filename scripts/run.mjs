// Runs a TypeScript script of this folder: node scripts/run.mjs reroll list
import { pathToFileURL } from 'node:url'
import { bundle } from './setup/bundle.mjs'
import { installForCommands } from './setup/install.mjs'
import { checkNode, fail } from './setup/project.mjs'

checkNode()
const [name] = process.argv.splice(2, 1)
if (name === undefined) fail('run.mjs needs the name of a script, such as: node scripts/run.mjs reroll list')
await installForCommands()
await import(pathToFileURL(await bundle(name)).href)
