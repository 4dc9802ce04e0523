import { serveChecks } from '../../scripts/tools/fuzz/checker'

/** A check with planted faults for the harness to find: it fails on one word, hangs on another and exits on a third. */
serveChecks(async (mails) => {
  const text = mails.map((raw) => raw.toString('latin1')).join('\n')
  if (text.includes('boom')) return { kind: 'failed', what: 'crash: planted', detail: 'boom' }
  for (;;) if (!text.includes('spin')) break
  if (text.includes('exit')) process.exit(3)
  return { kind: 'survived', stored: mails.length, rejected: 0, features: [], slowestMs: 0 }
})
