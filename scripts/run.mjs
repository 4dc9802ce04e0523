// Runs a TypeScript script of this folder, after whatever set-up is missing: node scripts/run.mjs reroll list
import { checkNode, install, runScript } from './setup.mjs'

checkNode()
install()
const [script, ...words] = process.argv.slice(2)
runScript(script, words)
