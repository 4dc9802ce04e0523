import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { reroll } from '../support/cli'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const V2 = '20220901143747.32858-1-kevin.tian@intel.com'
const AUGER = 'Reviewed-by: Eric Auger <eric.auger@redhat.com>'

const folder = tempFolder()
/** Ignores the git configuration of this machine and sets a committer. */
const GIT_ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_COMMITTER_NAME: 'Max Maintainer',
  GIT_COMMITTER_EMAIL: 'max@example.org',
}

function git(cwd: string, words: readonly string[], input?: Buffer): string {
  return execFileSync('git', words, {
    cwd,
    env: GIT_ENV,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input !== undefined && { input }),
  })
}

/** Imports a file and writes the mbox of a version to another; returns its path. */
function writeMbox(name: string, source: string, words: readonly string[]): string {
  const database = join(folder, `${name}.sqlite`)
  expect(reroll(['ingest', source, '--db', database])).toMatchObject({ code: 0, stderr: '' })
  const { code, stdout, stderr } = reroll(['mbox', ...words, '--db', database])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const path = join(folder, `${name}.out.mbox`)
  writeFileSync(path, stdout)
  return path
}

interface ReadPatch {
  /** Headers as `git mailinfo` prints them: Author, Email, Subject, Date. */
  readonly info: Readonly<Record<string, string>>
  /** The commit message after the title. */
  readonly message: string
}

/** Splits an mbox like `git am` does. */
function readAsGit(mbox: string): ReadPatch[] {
  const split = `${mbox}.split`
  mkdirSync(split)
  git(folder, ['mailsplit', '--mboxrd', `-o${split}`, mbox])
  return readdirSync(split)
    .sort()
    .map((file) => {
      const [message, patch] = [join(split, `${file}.msg`), join(split, `${file}.patch`)]
      const lines = git(folder, ['mailinfo', message, patch], readFileSync(join(split, file))).split('\n')
      const info = lines
        .map((line) => /^(\w+): (.*)$/.exec(line))
        .flatMap((match) => (match ? [match.slice(1, 3)] : []))
      return { info: Object.fromEntries(info) as Record<string, string>, message: readFileSync(message, 'utf8') }
    })
}

function lastLines(message: string, count: number): string[] {
  return message.trimEnd().split('\n').slice(-count)
}

describeWithCorpus('the mbox of a version of the vfio series', () => {
  it('is read by git as 15 patches with their authors, and tags from replies end the commit message', () => {
    const patches = readAsGit(writeMbox('tags', corpusPath('vfio-device-life-cycle.mbox'), [V2, '--version', '2']))
    expect(patches).toHaveLength(15)
    expect(patches[0]?.info).toMatchObject({
      Author: 'Kevin Tian',
      Email: 'kevin.tian@intel.com',
      Subject: 'vfio: Add helpers for unifying vfio_device life cycle',
    })
    expect(patches[1]?.info).toMatchObject({ Author: 'Yi Liu', Email: 'yi.l.liu@intel.com' })
    expect(lastLines(patches[11]?.message ?? '', 2)).toEqual([
      expect.stringMatching(/^(?:Signed-off|Reviewed|Acked|Tested)-by: /),
      AUGER,
    ])
    expect(lastLines(patches[10]?.message ?? '', 2).sort()).toEqual([AUGER, AUGER.replace('Reviewed', 'Tested')])
    expect(patches.filter(({ message }) => message.includes('Eric Auger'))).toHaveLength(4)
  })

  it('omits the tags from replies on request', () => {
    const words = [V2, '--version', 'v2', '--no-trailers']
    const patches = readAsGit(writeMbox('no-tags', corpusPath('vfio-device-life-cycle.mbox'), words))
    expect(patches).toHaveLength(15)
    expect(patches.filter(({ message }) => message.includes('Eric Auger'))).toEqual([])
    expect(lastLines(patches[11]?.message ?? '', 1)[0]).toMatch(/^[A-Z][a-z-]+-by: /)
  })

  it('contains the newest version by default', () => {
    const patches = readAsGit(writeMbox('newest', corpusPath('vfio-device-life-cycle.mbox'), [V2]))
    expect(patches).toHaveLength(15)
    expect(patches[10]?.message).toContain('Tested-by: Eric Auger <eric.auger@redhat.com>')
  })
})

describe('the mbox of made-up patches', () => {
  const author = 'Zoë Ångström <zoe@example.org>'
  const encoded = '=?UTF-8?Q?Zo=C3=AB_=C3=85ngstr=C3=B6m?= <zoe@example.org>'
  const diff = (from: string, to: string) =>
    `diff --git a/poem.txt b/poem.txt\n--- a/poem.txt\n+++ b/poem.txt\n@@ -1,3 +1,3 @@\n first\n-${from}\n+${to}\n From third to last\n`
  const mails = [
    mail({ id: 'c@example.org', subject: '[PATCH 0/2] poem: überarbeitet', body: 'A cover.\n', from: encoded }),
    mail({
      id: 'p1@example.org',
      subject: '[PATCH 1/2] poem: =?UTF-8?Q?gr=C3=BC=C3=9Fe_=E2=80=93_naïve?='.replace('naïve', 'na=C3=AFve'),
      body: `From now on the poem greets.\n>From here it is quoted.\n\nSigned-off-by: ${author}\n---\n poem.txt | 2 +-\n\n${diff('second', 'grüße')}--\n2.39.5\n`,
      from: encoded,
      minutes: 1,
      inReplyTo: 'c@example.org',
    }),
    mail({
      id: 'p2@example.org',
      subject: '[PATCH 2/2] poem: shorten',
      body: `From: Bo Builder <bo@example.org>\n\nShorter is better.\n---\n poem.txt | 2 +-\n\n${diff('grüße', 'hi')}--\n2.39.5\n`,
      from: encoded,
      minutes: 2,
      inReplyTo: 'c@example.org',
    }),
    mail({
      id: 'r1@example.org',
      subject: 'Re: [PATCH 1/2] poem',
      body: '> greets\n\nReviewed-by: Rémi Reader <remi@example.org>\n',
      from: '=?UTF-8?Q?R=C3=A9mi?= Reader <remi@example.org>',
      minutes: 9,
      inReplyTo: 'p1@example.org',
    }),
    mail({
      id: 'r2@example.org',
      subject: 'Re: [PATCH 2/2] poem: shorten',
      body: 'Acked-by: Rita Reader <rita@example.org>\n',
      from: 'Rita Reader <rita@example.org>',
      minutes: 10,
      inReplyTo: 'p2@example.org',
    }),
  ]

  it('applies with git am and keeps authors, titles, text and tags', () => {
    const source = join(folder, 'poem.mbox')
    writeFileSync(source, Buffer.concat(mails.map(toMboxrd)))
    const mbox = writeMbox('poem', source, ['c@example.org'])

    const repository = join(folder, 'repository')
    mkdirSync(repository)
    git(repository, ['init', '--quiet'])
    writeFileSync(join(repository, 'poem.txt'), 'first\nsecond\nFrom third to last\n')
    git(repository, ['add', 'poem.txt'])
    git(repository, ['-c', 'user.name=Max', '-c', 'user.email=max@example.org', 'commit', '--quiet', '-m', 'poem'])
    git(repository, ['am', '--patch-format=mboxrd', mbox])

    expect(readFileSync(join(repository, 'poem.txt'), 'utf8')).toBe('first\nhi\nFrom third to last\n')
    const log = git(repository, ['log', '--reverse', '--format=%an <%ae>%n%aI%n%B%x00', '-2'])
    const [first, second] = log.split('\0').map((commit) => commit.trim())
    expect(first?.split('\n')).toEqual([
      author,
      '2024-03-01T10:01:00+00:00',
      'poem: grüße – naïve',
      '',
      'From now on the poem greets.',
      '>From here it is quoted.',
      '',
      `Signed-off-by: ${author}`,
      'Reviewed-by: Rémi Reader <remi@example.org>',
    ])
    expect(second?.split('\n')).toEqual([
      'Bo Builder <bo@example.org>',
      '2024-03-01T10:02:00+00:00',
      'poem: shorten',
      '',
      'Shorter is better.',
      '',
      'Acked-by: Rita Reader <rita@example.org>',
    ])
  })
})
