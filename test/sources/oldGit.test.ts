import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runGitAt } from '../../scripts/sources/gitNetwork'
import { openHosts } from '../../scripts/sources/hosts'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const path = process.env.PATH

beforeAll(() => {
  const git = join(folder, 'git')
  writeFileSync(
    git,
    '#!/bin/sh\ncase "$*" in *--version) echo "git version 2.36.6 (Example-1)" ;; *) echo "$*" ;; esac\n',
  )
  chmodSync(git, 0o755)
  process.env.PATH = `${folder}:${path}`
})
afterAll(() => {
  process.env.PATH = path
})

it('a git that would look a name up again is not used, except for hosts that are trusted', async () => {
  const resolveName = async () => [{ address: '8.8.8.8', family: 4 }]
  await expect(runGitAt(openHosts({ resolveName }), 'https://lists.example.org/0.git', ['fetch'])).rejects.toThrow(
    /^https:\/\/lists\.example\.org\/0\.git: git 2\.36\.6 is too old: .* git 2\.37 and newer can; install a newer git, or trust the host: REROLL_TRUSTED_HOSTS=lists\.example\.org$/,
  )
  const trusting = openHosts({ resolveName, trusted: ['lists.example.org'] })
  expect((await runGitAt(trusting, 'https://lists.example.org/0.git', ['fetch'])).stdout).toMatch(/ fetch\n$/)
})
