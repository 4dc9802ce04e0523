import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { openPage, type Site } from './site'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** Runs axe on one page of each kind: all rules in light, colours again in dark. */
export function axeTests(site: () => Site, paths: Readonly<Record<string, string>>): void {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`axe finds nothing on any kind of page (${colorScheme})`, async () => {
      // The policy of the pages forbids foreign scripts; here the test injects one.
      const { page } = await openPage(site(), { colorScheme, bypassCSP: true })
      const found: string[] = []
      for (const [kind, path] of Object.entries(paths)) {
        await page.goto(site().url + path)
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        await page.evaluate(AXE)
        const options = colorScheme === 'light' ? {} : { runOnly: ['color-contrast'] }
        const violations = (await page.evaluate(
          `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ violations }) => violations)`,
        )) as Violation[]
        for (const { id, nodes } of violations)
          found.push(`${kind}: ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
      }
      await page.context().close()
      expect(found).toEqual([])
    })
  }
}
