import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithPublicInbox } from '../sources/publicInbox'
import { type B4Run, describeWithB4, openB4 } from '../support/b4'
import { ROOT } from '../support/cli'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { readMails } from '../support/ingest'
import { describeWithLei, openLei } from '../support/lei'
import { hasProgram } from '../support/program'
import { openShell } from '../support/shell'
import { tempFolder } from '../support/tempFolder'
import { idsIn, masksOf, serveBeside } from './beside'
import type { Served } from './served'

const V1 = '20220827171037.30297-1-kevin.tian@intel.com'
const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
const V4_FILE = 'v4_20220921_kevin_tian_tidy_up_vfio_device_life_cycle.mbx'

describeWithPublicInbox('beside a public-inbox with the same mail', () => {
  describeWithCorpus('on real mail', () => {
    const home = tempFolder()
    let theirs = ''
    let ours: Served
    beforeAll(async () => {
      const mails = readMails(corpusPath('vfio-device-life-cycle.mbox'))
      const sites = await serveBeside(join(home, 'inbox'), mails)
      ours = sites.ours
      theirs = sites.theirs
    })
    afterAll(() => ours?.close())

    describeWithB4('b4', () => {
      let runs = 0
      /** Runs a command against both; returns what it did against ours, after a check that it did the same against the other. */
      const runBoth = async (words: readonly string[], mid = `${ours.url}/all/%s`): Promise<B4Run> => {
        const place = join(home, `home${++runs}`)
        const [own, other] = await Promise.all([
          openB4(join(place, 'ours'), { ...masksOf(`${ours.url}/all`), mid })(words),
          openB4(join(place, 'theirs'), masksOf(theirs))(words),
        ])
        expect(outcome(own)).toEqual(outcome(other))
        return own
      }

      it('`b4 am` writes the same patches with the same tags', async () => {
        const { output, files } = await runBoth(['am', V4])
        expect(output).toContain('Total patches: 15')
        expect(Object.keys(files)).toContain(V4_FILE)
      })

      it('`b4 am` finds the mail by its id alone, and in its list', async () => {
        for (const path of ['', '/linux-s390', '/linux-s390.vger.kernel.org']) {
          const { output } = await runBoth(['am', V4], `${ours.url}${path}/%s`)
          expect(output).toContain('Total patches: 15')
        }
      })

      it('`b4 mbox` saves the same thread', async () => {
        const { files } = await runBoth(['mbox', V4])
        expect(Object.values(files).map((text) => text.match(/^From mboxrd@z/gm)?.length)).toEqual([21])
      })

      it('`b4 am -v2` looks for an older version', async () => {
        await runBoth(['am', '-v2', V4])
      })

      it('`b4 am -c` goes from the first version to the newest', async () => {
        const { output, files } = await runBoth(['am', '-c', V1])
        expect(output).toContain('Will use the latest revision: v4')
        expect(Object.keys(files)).toContain(V4_FILE)
      })

      it('a mail that nobody has is not known to either', async () => {
        for (const mid of [`${ours.url}/all/%s`, `${ours.url}/%s`]) {
          const { output } = await runBoth(['am', 'nobody@example.org'], mid)
          expect(output).toContain('not known')
        }
      })
    })

    describeWithLei('lei', () => {
      const [own, other] = [openLei(join(home, 'a')), openLei(join(home, 'b'))]
      afterAll(async () => {
        await Promise.all([own('daemon-kill'), other('daemon-kill')])
      })

      /** The Message-IDs that `lei q` finds. */
      const find = async (lei: typeof own, site: string, words: readonly string[]): Promise<readonly string[]> => {
        const { code, stdout, stderr } = await lei('q', '--only', `${site}/`, '-f', 'json', ...words)
        expect(code, stderr).toBe(0)
        const hits = JSON.parse(stdout) as readonly ({ readonly m: string } | null)[]
        return hits.flatMap((hit) => (hit === null ? [] : [hit.m])).sort()
      }

      it('`lei q` finds the same mails', async () => {
        for (const words of [
          ['s:life cycle', 'f:kevin'],
          ['s:mbochs', 'NOT', 's:re'],
          ['d:20220901..20220909', 'AND', '(', 'f:jgg', 'OR', 'f:alex', ')'],
          ['-t', 's:hisi_acc', 'f:kevin.tian@intel.com'],
          ['m:nobody@example.org'],
        ]) {
          const [mine, yours] = await Promise.all([
            find(own, `${ours.url}/linux-s390`, words),
            find(other, theirs, words),
          ])
          expect([words, mine]).toEqual([words, yours])
        }
      })

      it('`lei q` says why a query cannot be answered, instead of finding nothing', async () => {
        const { code, stderr } = await own('q', '--only', `${ours.url}/all/`, '-f', 'json', 'foo:bar')
        expect([code === 0, stderr]).toEqual([false, expect.stringContaining('400')])
      })
    })

    describe('the commands of docs/mirror.md', () => {
      const place = join(home, 'c')
      afterAll(() => openLei(place)('daemon-kill'))

      /** Runs a command of the page in a shell; a mail reader gets a terminal and is left at once. */
      const runLine = (line: string): Promise<string> => {
        const command = line
          .replaceAll('https://reroll.example.org', ours.url)
          .replace('| git am', '| (rm -f 00*; git mailsplit -o.)')
          .replace(
            /^mutt (.*)/,
            `script -qec "TERM=xterm mutt -n -F /dev/null -e 'set quit=yes; push <exit>' $1" /dev/null`,
          )
        return openShell(place)(command)
      }
      const page = readFileSync(join(ROOT, 'docs/mirror.md'), 'utf8')
      const lines = [...page.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line)

      beforeAll(async () => {
        // b4 asks who runs it, and looks keys for signatures up in the DNS, which may be out of reach.
        await openShell(place)('git config --global user.name Max && git config --global user.email max@example.org')
        await openShell(place)('git config --global b4.attestation-policy off')
      })

      it('are found', () => {
        expect(lines.length).toBeGreaterThan(10)
      })

      // In order, because a command may use what an earlier one set or fetched. aerc cannot be left without a key.
      for (const line of lines.filter((one) => one !== 'aerc')) {
        const program = line.split(' ', 1).join('')
        it.skipIf(!hasProgram(program))(`work: ${line}`, async () => {
          const output = await runLine(line)
          if (program === 'b4') expect(output).toContain('Will use the latest revision: v4')
          if (program === 'mutt') expect(output).toContain('Msgs:21')
          if (line.includes('git am')) expect(output).toMatch(line.includes('/raw') ? /^1$/m : /^15$/m)
          if (line.includes('-f json'))
            expect(JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1))[0]).toHaveProperty('m')
          if (line.includes('-o ~/Mail')) {
            const folder = join(place, 'Mail', / ~\/Mail\/([\w-]+)/.exec(line)?.[1] ?? '')
            expect(['cur', 'new'].flatMap((name) => readdirSync(join(folder, name))).length).toBeGreaterThan(20)
          }
        })
      }
    })

    describe('liblore', () => {
      it('recognises the site as a public-inbox, with and without a list', async () => {
        for (const path of ['/all/_/text/help/', '/linux-s390/_/text/help/', '/_/text/help/', '/manifest.js.gz']) {
          for (const method of ['HEAD', 'GET']) {
            const { status } = await fetch(ours.url + path, { method, redirect: 'manual' })
            expect([method, path, status]).toEqual([method, path, 200])
          }
        }
        const manifest = await fetch(`${ours.url}/manifest.js.gz`)
        expect(gunzipSync(Buffer.from(await manifest.arrayBuffer())).toString()).toBe('{}')
        expect((await fetch(`${ours.url}/nobody/_/text/help/`)).status).toBe(404)
      })

      it('finds the thread of a mail by the redirect from its id', async () => {
        const first = await fetch(`${ours.url}/${V4}/`, { method: 'HEAD', redirect: 'manual' })
        expect(first.headers.get('location')).toBe(`${ours.url}/message/${V4}`)
        const head = await fetch(`${ours.url}/${V4}/`, { method: 'HEAD' })
        expect([head.status, head.redirected]).toEqual([200, true])
        const thread = await fetch(`${head.url}/t.mbox.gz`)
        expect([thread.status, thread.headers.get('content-encoding')]).toEqual([200, null])
        const other = await fetch(`${theirs}/${V4}/t.mbox.gz`)
        const [mine, yours] = await Promise.all(
          [thread, other].map(async (one) => idsIn(Buffer.from(await one.arrayBuffer()))),
        )
        expect(mine?.length).toBe(21)
        expect(mine?.toSorted()).toEqual(yours?.toSorted())
      })

      it('gets exactly the mails of a thread that came since', async () => {
        const all = await fetch(`${ours.url}/all/${V4}/t.mbox.gz`)
        const times = receivedIn(Buffer.from(await all.arrayBuffer()))
        for (const since of [1_000_000_000, times[5] ?? 0, (times[5] ?? 0) + 1, times.at(-1) ?? 0]) {
          const asked = `${ours.url}/all/${encodeURIComponent(V4)}/?x=m&q=rt:${since}..`
          const found = await fetch(asked, { method: 'POST' })
          const got = receivedIn(Buffer.from(await found.arrayBuffer()))
          expect(got).toEqual(times.filter((time) => time >= since))
        }
        const late = await fetch(`${ours.url}/all/${V4}/?x=m&q=rt:${(times.at(-1) ?? 0) + 1}..`, { method: 'POST' })
        expect(late.status).toBe(404)
      })
    })
  })
})

/** When the mails of a gzipped mbox were received by the list, in seconds since 1970, in order. */
function receivedIn(mbox: Buffer): number[] {
  const text = gunzipSync(mbox).toString('latin1')
  const dates = [...text.matchAll(/^From mboxrd@z .*\n(?:.+\n)*?received:(?:.+\n[ \t]+)*.*;\s*(.+)$/gim)]
  return dates.map(([, date = '']) => Date.parse(date.replace(/\s*\(.*/, '')) / 1_000).sort((a, b) => a - b)
}

/** What must be the same, whoever answers: files, with the mails of an mbox in any order, and why a command failed. */
function outcome({ code, output, files }: B4Run) {
  const mails = (text: string) => text.split(/^(?=From mboxrd@z )/m).toSorted()
  return {
    code,
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, mails(text)])),
    why: code === 0 ? '' : output.replace(/^(?:Looking up|Grabbing) .*\n/gm, ''),
  }
}
