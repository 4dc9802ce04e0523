import { spawnSync } from 'node:child_process'

/** Whether a program can be started. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined
}
