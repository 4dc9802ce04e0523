import type { ChildProcess } from 'node:child_process'

/** The git processes that have a process group of their own. */
const groups = new Set<ChildProcess>()

/** What a terminal, systemd and `timeout` end a program with. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ends a git process with everything that it started when this program ends. A git that fetches starts others, which go on without it, so they
 * are a process group of their own. The signals of a terminal or of `timeout` do not reach that group, so they are passed on.
 */
export function watchGroup(git: ChildProcess): void {
  if (groups.size === 0) {
    process.on('exit', endGroups)
    for (const signal of SIGNALS) process.on(signal, passOn)
  }
  groups.add(git)
  git.once('close', () => {
    groups.delete(git)
    if (groups.size === 0) stopWatching()
  })
}

/** Ends a git process and everything that it started. */
export function endGroup(git: ChildProcess): void {
  try {
    if (git.pid !== undefined) process.kill(-git.pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

function stopWatching(): void {
  process.off('exit', endGroups)
  for (const signal of SIGNALS) process.off(signal, passOn)
}

function endGroups(): void {
  for (const git of groups) endGroup(git)
}

function passOn(signal: NodeJS.Signals): void {
  endGroups()
  stopWatching()
  // Without another listener the signal ends this process, as it would have done.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}
