import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly dev?: boolean
  readonly license?: string
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}
const LOCKED = Object.entries(packages).filter(([path]) => path !== '')

/** Advisories against production packages that do not affect this program: the reason, by package. */
const EXCEPTIONS: Readonly<Record<string, string>> = {}

/**
 * Packages with an install script. Only that of the native module is run (`npm rebuild better-sqlite3` after
 * `npm ci --ignore-scripts`, scripts/setup/install.mjs); that of esbuild, which would only make it start faster, is not.
 */
const WITH_SCRIPTS = ['node_modules/better-sqlite3', 'node_modules/esbuild']

describe('the packages', () => {
  it('are locked, each with a hash of its content', () => {
    expect(LOCKED.length).toBeGreaterThan(100)
    expect(
      LOCKED.filter(([, { version, integrity }]) => version === undefined || !/^sha512-/.test(integrity ?? '')),
    ).toEqual([])
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, Record<string, string>>
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
    )
    expect(loose).toEqual([])
  })

  it('run no install script except that of the native module', () => {
    const scripted = LOCKED.filter(([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true).map(
      ([path]) => path,
    )
    expect(scripted.sort()).toEqual(WITH_SCRIPTS)
    const setup = readFileSync('scripts/setup/install.mjs', 'utf8')
    expect(setup).toContain("'--ignore-scripts'")
    expect(setup.match(/'rebuild'[^\]]*/g)).toEqual(["'rebuild', 'better-sqlite3', '--loglevel=error'"])
  })

  it('have no known vulnerability in production', ({ skip }) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const { stdout } = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
      encoding: 'utf8',
      timeout: 60_000,
      shell: process.platform === 'win32',
    })
    const report = parseReport(stdout)
    if (report === undefined)
      return skip('this registry does not support npm audit; run npm audit --omit=dev against one that does')
    const found = Object.entries(report).filter(([name]) => EXCEPTIONS[name] === undefined)
    expect(found.map(([name, { severity }]) => `${name}: ${severity}`)).toEqual([])
    expect(Object.keys(EXCEPTIONS).filter((name) => report[name] === undefined)).toEqual([])
  })
})

/** The vulnerabilities by package; undefined if the text is not a report. */
function parseReport(text: string): Readonly<Record<string, { readonly severity: string }>> | undefined {
  try {
    const { auditReportVersion, vulnerabilities } = JSON.parse(text) as {
      auditReportVersion?: number
      vulnerabilities?: Record<string, { severity: string }>
    }
    return auditReportVersion === undefined ? undefined : vulnerabilities
  } catch {
    return undefined
  }
}
