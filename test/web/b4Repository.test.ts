import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMboxSplitter } from '../../lib/mail/mboxSplitter'
import { describeWithPublicInbox } from '../sources/publicInbox'
import { type B4Run, describeWithB4, openB4 } from '../support/b4'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { makeRepository } from '../trees/repository'
import { type Beside, masksOf, serveBeside } from './beside'

/** Ten hours ago: b4 looks for the branch that it prepared among the commits of the last year. */
const START_MS = Date.now() - 36_000_000
/** The minute of test/support/mail.ts at which the first version is posted. */
const START_MINUTE = Math.floor((START_MS - Date.UTC(2024, 2, 1, 10)) / 60_000)
const MAX = { author: 'Max Maintainer <max@example.org>', atS: Math.floor(START_MS / 1_000) }
const TEXT = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'].join('\n')
const poem = (changes: Readonly<Record<string, string>>) => ({
  'poem.txt': `${TEXT.replace(/\w+/g, (word) => changes[word] ?? word)}\n`,
})
const SIGNED = 'Signed-off-by: Max Maintainer <max@example.org>'
const REVIEWED = 'Reviewed-by: Rita Reader <rita@example.org>'

describeWithPublicInbox('beside a public-inbox with the mail of a repository', () => {
  describeWithB4('b4', () => {
    const home = tempFolder()
    const repository = makeRepository(join(home, 'repository'))
    let sites: Beside
    let runs = 0

    /** The mails of a version: its cover letter and what git makes of the commits since `start`. */
    const post = (version: number, start: string, cover: string): Buffer[] => {
      const id = `cover${version}@example.org`
      const prefix = version === 1 ? 'PATCH' : `PATCH v${version}`
      const [subject = '', ...body] = cover.split('\n')
      const words = ['-n', `--subject-prefix=${prefix}`, '--thread', `--in-reply-to=<${id}>`, '--to=list@example.org']
      const splitter = createMboxSplitter()
      const text = repository.git('format-patch', '--stdout', ...words, `${start}..HEAD`)
      // A commit that is posted again has the same Message-ID otherwise.
      const mbox = Buffer.from(`${text.replace(/^(Message-Id: <.*)\.git\..*>$/gim, `$1@v${version}.example.org>`)}\n`)
      const patches = [...splitter.push(mbox), ...splitter.end()].flatMap((item) =>
        item.kind === 'mail' ? [item.raw] : [],
      )
      expect(patches.length).toBe(2)
      const head = mail({
        id,
        subject: `[${prefix} 0/2] ${subject}`,
        body: body.join('\n'),
        from: MAX.author,
        minutes: START_MINUTE + version * 60,
      })
      return [head, ...patches]
    }

    beforeAll(async () => {
      repository.commit('poem: begin', poem({}), MAX)
      const prepared = await openB4(join(home, 'prepare'), { mid: '', search: '' })(
        ['prep', '-n', 'poem', '-f', 'main'],
        repository.folder,
      )
      expect(prepared).toMatchObject({ code: 0 })
      const changeId = /"change-id": "([^"]+)"/.exec(repository.git('log', '-1', '--format=%B'))?.[1] ?? ''
      const start = repository.git('rev-parse', 'HEAD')
      const cover = `poem: make it louder\nFor those who sit behind.\n\n---\nchange-id: ${changeId}\n`
      repository.commit(`poem: raise the second line\n\n${SIGNED}`, poem({ second: 'SECOND' }), MAX)
      repository.commit(
        `poem: raise the seventh line\n\n${SIGNED}`,
        poem({ second: 'SECOND', seventh: 'SEVENTH' }),
        MAX,
      )
      const first = post(1, start, cover)
      repository.git('reset', '--quiet', '--hard', 'HEAD~1')
      repository.commit(
        `poem: raise the seventh line\n\n${SIGNED}`,
        poem({ second: 'SECOND', seventh: 'SEVENTH!' }),
        MAX,
      )
      const second = post(2, start, cover)
      const reviewed = /^message-id: <([^>]+)>/im.exec(second[1]?.toString() ?? '')?.[1] ?? ''
      const reply = mail({
        id: 'reply@example.org',
        subject: 'Re: [PATCH v2 1/2] poem: raise the second line',
        body: `> second\n\nLoud.\n\n${REVIEWED}\n`,
        from: 'Rita Reader <rita@example.org>',
        minutes: START_MINUTE + 150,
        inReplyTo: reviewed,
      })
      // A third version under another title, without a change-id.
      repository.git('checkout', '--quiet', '--detach')
      repository.git('reset', '--quiet', '--hard', 'HEAD~1')
      repository.commit(
        `poem: raise the seventh line\n\n${SIGNED}`,
        poem({ second: 'SECOND', seventh: 'SEVENTH?' }),
        MAX,
      )
      const third = post(3, start, 'verse: shout in two places\nFor the back rows.\n')
      repository.git('checkout', '--quiet', 'b4/poem')
      sites = await serveBeside(join(home, 'inbox'), [...first, ...second, reply, ...third])
    })
    afterAll(() => sites?.ours.close())

    /** Runs a command in a copy of the repository against one site; returns the run and the branch after it. */
    const runIn = async (site: string, words: readonly string[]): Promise<B4Run & { readonly log: string }> => {
      const place = join(home, `run${++runs}`)
      const folder = join(place, 'repository')
      cpSync(repository.folder, folder, { recursive: true })
      const run = openB4(place, masksOf(site))
      const done = await run(words, folder)
      return { ...done, log: repository.git('-C', folder, 'log', '--format=%B', 'main..b4/poem') }
    }

    const runBoth = (words: readonly string[]) =>
      Promise.all([runIn(`${sites.ours.url}/all`, words), runIn(sites.theirs, words)])

    it('`b4 diff` finds both versions and compares them', async () => {
      const words = ['diff', '-v', '1', '2', '--', 'cover2@example.org']
      const [own, other] = await runBoth(words)
      expect(own.code, own.output + other.output).toBe(0)
      expect(comparison(own)).toEqual(comparison(other))
      expect(comparison(own), own.output).toMatch(/^ {4}\+\+SEVENTH!$/m)
    })

    it('`b4 trailers -u` adds the tags of replies to the branch that was posted', async () => {
      const [own, other] = await runBoth(['trailers', '-u'])
      expect(own.code, own.output + other.output).toBe(0)
      expect(own.log).toBe(other.log)
      expect(own.log.match(new RegExp(REVIEWED, 'g'))).toHaveLength(1)
    })

    it('`b4 am -c` finds a version that was renamed, which public-inbox cannot', async () => {
      const words = ['am', '-c', 'cover1@example.org']
      const [own, other] = await runBoth(words)
      expect(own.output).toContain('Will use the latest revision: v3')
      expect(other.output).toContain('Will use the latest revision: v2')
    })
  })
})

/** The lines of a range-diff, without colours and the hashes of commits. */
function comparison({ output }: B4Run): string {
  const plain = output.replaceAll(/\u001b\[[\d;]*m/g, '').replace(/\b[0-9a-f]{7,40}\b/g, 'HASH')
  return plain
    .split('\n')
    .filter((line) => /^(?:\d+:| {4})/.test(line))
    .filter((line) => !line.includes('Running:'))
    .join('\n')
}
