import { takeNightlyLock } from '../../db/nightlyLock'

/** Takes the lock of a database, says so, and keeps it until the process is killed. */
const lock = takeNightlyLock(process.argv[2] ?? '', Date.UTC(2024, 2, 1))
process.stdout.write(lock === undefined ? 'refused\n' : 'held\n')
setInterval(() => lock, 1_000)
