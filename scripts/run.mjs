// Runs a TypeScript script of this folder, after whatever set-up is missing: node scripts/run.mjs reroll list
import { pathToFileURL } from 'node:url'
import { bundle } from './setup/bundle.mjs'
import { checkNode, install } from './setup/setup.mjs'

checkNode()
install()
const [name] = process.argv.splice(2, 1)
await import(pathToFileURL(await bundle(name)).href)
