import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { SourceContext } from '../../scripts/sources/context'
import { runGit } from '../../scripts/sources/git'
import { openEpoch } from '../../scripts/sources/gitArchive'
import { runGitAt } from '../../scripts/sources/gitNetwork'
import { isPublicAddress, openHosts, trustedHosts } from '../../scripts/sources/hosts'
import { openHttp } from '../../scripts/sources/http'
import { openSourceIn } from '../../scripts/sources/openSource'
import { reroll } from '../support/cli'
import { importSources } from '../support/ingest'
import { listen } from '../support/listen'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler)
  afterAll(() => void server.close())
  return `http://127.0.0.1:${await listen(server)}`
}

/** A resolver that an attacker controls. */
const resolveTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('the addresses that are contacted', () => {
  it('are public ones, however a private one is written', () => {
    for (const address of ['8.8.8.8', '139.178.84.217', '172.32.0.1', '192.0.1.1', '2604:1380:4641:c500::1']) {
      expect([address, isPublicAddress(address)]).toEqual([address, true])
    }
    for (const address of [
      ...[
        '127.0.0.1',
        '10.1.2.3',
        '172.16.0.1',
        '172.31.255.255',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
      ],
      ...[
        '255.255.255.255',
        '224.0.0.1',
        '::1',
        '::',
        'fe80::1',
        'fd00:ec2::254',
        '::ffff:127.0.0.1',
        '::ffff:a9fe:a9fe',
      ],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', '::127.0.0.1', 'no address', ''],
      // For tunnels and translation, documentation, benchmarks, anycast, discarding; not given out; with a zone; not decimal.
      ...['2001::7f00:1', '::ffff:0:7f00:1', '64:ff9b:1::7f00:1', '192.88.99.1', '100::1', 'fec0::1', '5f00::1'],
      ...['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1', '198.18.0.1', '192.31.196.1'],
      ...['240.0.0.1', '4000::1', 'fe80::1%eth0', '0x7f.1', '127.1', '2130706433', '017700000001', '8.8.8.8.'],
    ]) {
      expect([address, isPublicAddress(address)]).toEqual([address, false])
    }
  })

  it('do not include a name with a private address, even beside a public one', async () => {
    for (const to of [
      ['10.0.0.7'],
      ['169.254.169.254'],
      ['::1'],
      ['139.178.84.217', '127.0.0.1'],
      ['::ffff:10.0.0.1'],
    ]) {
      const http = openHttp({ resolveName: resolveTo(...to), backOffMs: [] })
      await expect(http.fetch('https://lists.example.org/pipermail/l/')).rejects.toThrow(
        /^https:\/\/lists\.example\.org\/pipermail\/l\/: resolves to a private address, .*REROLL_TRUSTED_HOSTS=lists\.example\.org allows it$/,
      )
    }
    for (const url of [
      'https://169.254.169.254/latest/',
      'https://10.0.0.1/',
      'https://[fd00::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://0/',
    ]) {
      await expect(openHttp().fetch(url)).rejects.toThrow(/private address/)
    }
  })

  it('are the ones that were checked, even if the name resolves differently a moment later', async () => {
    let asked = 0
    // The first is public, but not given out to anybody yet.
    const answers = ['2d00::1', '127.0.0.1']
    const resolveName = async () => {
      const address = answers[asked++] ?? '127.0.0.1'
      return [{ address, family: address.includes(':') ? 6 : 4 }]
    }
    const http = openHttp({ resolveName, backOffMs: [], connectMs: 50 })
    await expect(http.fetch('https://rebound.example.org/')).rejects.toThrow(
      /^https:\/\/rebound\.example\.org\/: (?!.*(?:127|private))/,
    )
    expect(asked).toBe(1)
  })

  it('are contacted over https only, except for trusted hosts and loopback addresses that are written out', async () => {
    const hosts = openHosts({
      trusted: ['inside.example.org:8080', 'lists.example.org'],
      resolveName: resolveTo('10.0.0.1'),
    })
    await expect(hosts.resolve(new URL('http://public.example.org/'))).rejects.toThrow(/plain http is not fetched/)
    await expect(hosts.resolve(new URL('http://10.0.0.1/'))).rejects.toThrow(/plain http/)
    for (const url of [
      'http://inside.example.org:8080/x',
      'http://lists.example.org/',
      'http://127.0.0.1:9/',
      'http://[::1]/',
      'http://localhost/',
    ]) {
      expect([url, await hosts.resolve(new URL(url))]).toEqual([url, undefined])
    }
    await expect(hosts.resolve(new URL('https://inside.example.org/'))).rejects.toThrow(/private address/)
    expect(trustedHosts(' a.example.org, b:80 ')).toEqual(['a.example.org', 'b:80'])
    expect(trustedHosts(undefined)).toEqual([])
  })

  it('stay on the host that was named, wherever a server redirects', async () => {
    let visits = 0
    const secret = await serve((_, response) => {
      visits++
      response.end('secret')
    })
    const port = new URL(secret).port
    const targets = [
      secret,
      `http://[::1]:${port}/`,
      `http://localhost:${port}/`,
      'http://169.254.169.254/',
      'https://example.org/',
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      '//[::]/',
    ]
    const url = await serve((request, response) => {
      response.writeHead(302, { Location: targets[Number(request.url?.slice(1))] ?? '/' })
      response.end()
    })
    for (const index of targets.keys()) {
      await expect(openHttp({ backOffMs: [] }).fetch(`${url}/${index}`)).rejects.toThrow(
        /another host|only http and https/,
      )
    }
    expect(visits).toBe(0)
  })
})

describe('words that name no source', () => {
  it('run nothing and read nothing: schemes, git transports, options', () => {
    const trap = join(folder, 'trap')
    const database = join(folder, 'words.sqlite')
    for (const word of [
      'file:///etc/passwd',
      `ext::sh -c touch% ${trap}`,
      `ext::sh -c "touch ${trap}"`,
      'ssh://-oProxyCommand=touch/x',
      'git://127.0.0.1/x',
      `--upload-pack=touch ${trap}`,
      `-oProxyCommand=touch ${trap}@example.org`,
      `$(touch ${trap})`,
      `; touch ${trap}`,
      `|touch ${trap}`,
    ]) {
      const { code, stdout, stderr } = reroll(['ingest', '--lore', 'http://127.0.0.1:9', '--', word], database)
      expect({ word, code, stdout }).toEqual({ word, code: 1, stdout: '' })
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
    expect(existsSync(trap)).toBe(false)
    expect(existsSync(database)).toBe(false)
  }, 120_000)
})

describe('git', () => {
  const hosts = openHosts()

  it('uses no protocol but http, contacts checked addresses only, and follows no redirect', async () => {
    const trap = join(folder, 'git-trap')
    const clone = (url: string) => ['clone', '--quiet', '--mirror', '--', url, join(folder, 'clone.git')]
    for (const url of [`ext::sh -c touch% ${trap}`, 'file:///tmp', '/tmp', 'ssh://127.0.0.1/x']) {
      expect((await runGit(clone(url))).code).not.toBe(0)
      await expect(runGitAt(hosts, url, clone(url))).rejects.toThrow()
    }
    let visits = 0
    const other = await serve((_, response) => {
      visits++
      response.end()
    })
    const url = await serve((request, response) => {
      response.writeHead(302, { Location: `${other}${request.url}` })
      response.end()
    })
    expect((await runGitAt(hosts, `${url}/0.git`, clone(`${url}/0.git`))).code).not.toBe(0)
    expect(visits).toBe(0)
    expect(existsSync(trap)).toBe(false)
    const inside = openHosts({ resolveName: resolveTo('192.168.0.1') })
    await expect(runGitAt(inside, 'https://lists.example.org/0.git', [])).rejects.toThrow(/private address/)
  })

  it('treats a list named like an option, and a manifest with paths outside, as plain names', async () => {
    const trap = join(folder, 'list-trap')
    const name = `--upload-pack=touch%20${trap}`
    const asked: string[] = []
    const url = await serve((request, response) => {
      asked.push(request.url ?? '')
      if (!request.url?.endsWith('manifest.js.gz')) return void response.writeHead(404).end()
      response.end(
        gzipSync(
          JSON.stringify({ [`/${name}/git/0.git`]: {}, '/../../../tmp/git/1.git': {}, '/x/git/--help.git': {} }),
        ),
      )
    })
    const mirrors = join(folder, 'mirrors')
    const stdin = (async function* () {})()
    const context: SourceContext = {
      http: openHttp({ backOffMs: [] }),
      lore: url,
      loreIsNamed: true,
      mirrors,
      stdin,
      warn: () => {},
    }
    const source = await openSourceIn(context, `${url}/${name}`)
    await expect(importSources(openWriter(':memory:'), source)).rejects.toThrow(/git: .*not found/)
    expect(asked.every((path) => path.startsWith('/--upload-pack'))).toBe(true)
    expect(existsSync(trap)).toBe(false)
  })

  it('runs no program that the configuration of a repository names', async () => {
    const repository = join(folder, 'trapped/0.git')
    const trap = join(folder, 'config-trap')
    const script = join(folder, 'trap.sh')
    writeFileSync(script, `#!/bin/sh\ntouch '${trap}'\n`)
    chmodSync(script, 0o755)
    mkdirSync(join(folder, 'trapped'))
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=master', repository])
    const raw = mail({ id: 'one@example.org', subject: 'One', body: 'Words.\n' })
    const signed = `commit refs/heads/master\ncommitter T <t@example.org> 1709287200 +0000\ndata 4\nmail\nM 100644 inline m\ndata ${raw.length}\n`
    execFileSync('git', ['-C', repository, 'fast-import', '--quiet'], {
      input: Buffer.concat([Buffer.from(signed), raw, Buffer.from('\n')]),
    })
    const tip = execFileSync('git', ['-C', repository, 'cat-file', 'commit', 'master'], { encoding: 'utf8' })
    const withSignature = tip.replace(
      /^(committer .*)$/m,
      '$1\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----',
    )
    const oid = execFileSync('git', ['-C', repository, 'hash-object', '-t', 'commit', '-w', '--stdin'], {
      input: withSignature,
      encoding: 'utf8',
    }).trim()
    execFileSync('git', ['-C', repository, 'update-ref', 'refs/heads/master', oid])
    for (const [key, value] of [
      ['log.showSignature', 'true'],
      ['gpg.program', script],
      ['core.fsmonitor', script],
      ['core.sshCommand', script],
      ['core.pager', script],
      ['diff.external', script],
      ['core.hooksPath', folder],
      ['remote.origin.url', `ext::sh ${script}`],
      ['remote.origin.promisor', 'true'],
      ['protocol.ext.allow', 'always'],
    ]) {
      execFileSync('git', ['-C', repository, 'config', key ?? '', value ?? ''])
    }
    const db = openWriter(':memory:')
    expect(await importSources(db, openEpoch(repository))).toMatchObject({ new: 1 })
    expect(existsSync(trap)).toBe(false)
    // Proof that the trap works: plain git would have run the script.
    execFileSync('git', ['-C', repository, 'log'], { stdio: 'ignore' })
    expect(existsSync(trap)).toBe(true)
  })
})
