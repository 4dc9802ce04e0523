import { createCheck } from './check'
import { serveChecks } from './serve'

serveChecks(createCheck())
