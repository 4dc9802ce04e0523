// Makes a folder that runs without npm and with a tenth of node_modules: the last step of the Dockerfile's build stage.
// node scripts/setup/container.mjs FOLDER
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { build, checkNode, fail, install, ROOT } from './setup.mjs'

const target = process.argv[2]
if (target === undefined || existsSync(target)) fail('container.mjs needs the path of a folder that is not there yet')
checkNode()
install()
build()
// Next traces what the pages need of node_modules; its own server.js is not used, scripts/server stands around Next.
for (const name of ['node_modules', 'package.json', '.next'])
  cpSync(join(ROOT, '.next/standalone', name), join(target, name), { recursive: true, verbatimSymlinks: true })
for (const name of ['.next/static', 'public', 'sample', 'db/migrations'])
  cpSync(join(ROOT, name), join(target, name), { recursive: true })
for (const [name, script] of [
  ['start', 'start/main'],
  ['reroll', 'reroll'],
])
  await bundle(script, { whole: true, path: join(target, `bin/${name}.mjs`) })
