// npm start [-- SOURCE...]: installs and builds what is missing, imports the sources, serves the pages.
import { pathToFileURL } from 'node:url'
import { bundle } from './setup/bundle.mjs'
import { build, checkNode, install } from './setup/setup.mjs'

checkNode()
install()
build()
await import(pathToFileURL(await bundle('start/main')).href)
