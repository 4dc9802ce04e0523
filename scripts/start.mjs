// npm start [-- SOURCE...]: installs and builds what is missing, imports the sources, serves the pages.
import { build, checkNode, install, runScript } from './setup.mjs'

checkNode()
install()
build()
runScript('start', process.argv.slice(2))
