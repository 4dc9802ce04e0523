import type { ReactNode } from 'react'
import { writeAddress } from './attributes'
import { escapeHtml } from './escape'
import { Finished } from './finished'
import { renderMarkup } from './markup'
import { findPlaces, type Place } from './template'

/** The templates of the program, each looked at once. */
const templates = new WeakMap<TemplateStringsArray, readonly Place[]>()

/**
 * HTML as it is written, with values put in: html`<a href="${href}">${name}</a>`. As content anything that a page draws, in
 * attributes texts and numbers; all of it is escaped, and the same things are refused, as in elements. For what a page has hundreds
 * of: it takes a fraction of the time of elements, which are made one by one. No blank is added or left out. It is drawn by
 * renderMarkup alone, among elements too.
 */
export function html(parts: TemplateStringsArray, ...values: readonly ReactNode[]): Finished {
  let places = templates.get(parts)
  if (places === undefined) {
    places = findPlaces(parts)
    templates.set(parts, places)
  }
  let written = parts[0] ?? ''
  for (let index = 0; index < values.length; index++) {
    written += writeValue(values[index], places[index]) + (parts[index + 1] ?? '')
  }
  return new Finished(written)
}

function writeValue(value: ReactNode, place: Place | undefined): string {
  if (place === 'content') return renderMarkup(value)
  if (typeof value === 'string') return place === 'text' ? escapeHtml(value) : writeAddress(value)
  if (typeof value === 'number') return `${value}`
  if (value === undefined || value === null) return ''
  throw new TypeError('An attribute of a page must be text or a number')
}
