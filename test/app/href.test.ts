import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { PathEntries } from '../../app/_components/lists/PathEntries'
import { PersonLink } from '../../app/_components/shell/PersonName'
import { hasPathPage } from '../../app/_model/href'

describe('hasPathPage', () => {
  it.each(['drivers/vfio/vfio.c', 'a..b/.gitignore', '...', 'a b/ü.c'])('is true of %s', (path) => {
    expect(hasPathPage(path)).toBe(true)
  })

  it.each(['..', '.', '../../etc/passwd', 'a/../b', 'a/.', 'a/'.repeat(3000)])('is false of %s', (path) => {
    expect(hasPathPage(path)).toBe(false)
  })
})

describe('links to pages that cannot be', () => {
  it('names a path without a link', () => {
    const entry = (path: string) => ({ path, name: path, folder: true, series: 1, open: 0 })
    const html = renderToString(createElement(PathEntries, { entries: [entry('..'), entry('drivers')] }))
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="/path/drivers"'])
    expect(html).toContain('..')
  })

  it.each(['@', 'svg onload=alert(1)', 'a@', '@b', ''])(
    'names a person whose address is %j without a link',
    (email) => {
      expect(renderLink(email)).toBe('<bdi>Ann</bdi>')
    },
  )

  it('links a person with an address', () => {
    expect(renderLink('ann@x.org')).toContain('href="/people/ann%40x.org"')
  })
})

function renderLink(email: string): string {
  return renderToString(createElement(PersonLink, { person: { name: 'Ann', email } }))
}
