import { describe, expect, it } from 'vitest'
import { deriveReports } from '../../lib/derive/reports'
import { parsePatch } from '../../lib/patch/patch'
import { growthExponent, LINEAR } from '../support/growthExponent'

type Input = Parameters<typeof deriveReports>[0]

const VERSIONS = 150
const JANE = { name: 'Jane Doe', email: 'jane@example.org' }
const BOT = { name: 'kernel test robot', email: 'lkp@intel.com' }
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

/** Versions of one patch of `lines` lines that never change, and as many reports of a bot on the first, each about another line. */
function reportsOn(lines: number): Input {
  const diff = `--- /dev/null\n+++ b/big.c\n@@ -0,0 +1,${lines} @@\n${upTo(lines)
    .map((at) => `+int line_${at};\n`)
    .join('')}`
  const body = `Why.\n---\ndiff --git a/big.c b/big.c\nnew file mode 100644\n${diff}`
  const patch = () => parsePatch({ title: 'tool: change it', from: JANE, body })
  return {
    versions: upTo(VERSIONS).map((position) => ({ position, patches: [{ number: 1, patch: patch() }] })),
    comparisons: upTo(VERSIONS - 1).map((from) => ({
      from,
      left: 1,
      to: from + 1,
      right: 1,
      // Without it nothing is compared.
      verdict: { facts: ['code'] },
    })),
    replies: upTo(lines).map((at) => ({
      key: `report${at}`,
      from: BOT,
      body: `kernel test robot noticed the following build errors:\n\n>> big.c:${at}:7: error: no member named 'x${at}'\n`,
      orderMs: at,
      position: 1,
      number: 1,
    })),
  } as unknown as Input
}

describe('reports of a bot', () => {
  it('name the line that they are about, and no version that changed it', () => {
    const [first] = deriveReports(reportsOn(10))
    expect(first).toMatchObject({ mailKey: 'report1', patch: 1, place: 'hunk', changedIn: null, creditedIn: null })
  })

  it('are followed through the versions in linear time, however many lines and reports there are', {
    timeout: 300_000,
  }, () => {
    expect(growthExponent([250, 1_000], reportsOn, deriveReports, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})
