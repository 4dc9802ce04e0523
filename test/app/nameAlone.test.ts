import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Picture } from '../../app/_components/picture/Picture'
import { markOf, withMarks } from './fixtures'

const html = (emails: readonly string[]) => {
  const person = { name: 'Cyril Hrubek', emails }
  return renderToString(createElement(Picture, { series: withMarks({ '2': { 1: [markOf({ person })] } }) }))
}

describe('a reviewer whose address a list replaced', () => {
  it('is said to be known by name alone', () => {
    expect(html([])).toContain('known by name alone')
    expect(html(['cyril@example.org'])).not.toContain('known by name alone')
  })
})
