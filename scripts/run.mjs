// Runs a TypeScript script of this folder: node scripts/run.mjs reroll list
import { pathToFileURL } from 'node:url'
import { bundle } from './setup/bundle.mjs'
import { installForCommands } from './setup/install.mjs'
import { checkNode } from './setup/project.mjs'

checkNode()
await installForCommands()
const [name] = process.argv.splice(2, 1)
await import(pathToFileURL(await bundle(name)).href)
