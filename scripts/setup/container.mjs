// The last step of the Dockerfile's build stage: copies the folder that npm start runs from.
// node scripts/setup/container.mjs FOLDER
import { cpSync, existsSync } from 'node:fs'
import { buildFolder } from './build.mjs'
import { checkNode, fail } from './project.mjs'

const target = process.argv[2]
if (target === undefined || existsSync(target)) fail('container.mjs needs the path of a folder that does not exist yet')
checkNode()
cpSync(await buildFolder(), target, { recursive: true, verbatimSymlinks: true })
