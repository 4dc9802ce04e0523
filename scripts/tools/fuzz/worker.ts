import { createCheck } from './check'
import { serveChecks } from './checker'

serveChecks(createCheck())
