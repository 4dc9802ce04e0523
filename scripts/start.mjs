// npm start [-- SOURCE...]: installs and builds what is missing, imports the sources and serves the pages.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildFolder } from './setup/build.mjs'
import { checkNode } from './setup/project.mjs'

checkNode()
const folder = await buildFolder()
await import(pathToFileURL(join(folder, 'bin/start.mjs')).href)
