import { describe, expect, it } from 'vitest'
import { findMentions } from '../../lib/series/mentions'

const lore = (id: string) => `https://lore.kernel.org/all/${id}@example.org/`
const older = (text: string) => findMentions(text).olderIds

describe('links to older versions', () => {
  it('are those with a word for a version on their line or just above', () => {
    expect(older(`v1: ${lore('a')}`)).toEqual(['a@example.org'])
    expect(older(`- Link to v1: ${lore('a')}`)).toEqual(['a@example.org'])
    expect(older(`Changes since v2:\n${lore('a')}`)).toEqual(['a@example.org'])
    expect(older(`RFC: ${lore('a')}\nRFCv2: ${lore('b')}`)).toEqual(['a@example.org', 'b@example.org'])
    expect(older(`The previous version is at ${lore('a')}`)).toEqual(['a@example.org'])
  })

  it('are not those to other mail', () => {
    expect(older(`Reported at ${lore('a')}`)).toEqual([])
    expect(older(`This depends on v3 of ${lore('a')}`)).toEqual([])
    expect(older(`Changes in v2:\n- fix the leak\n\n\nSee ${lore('a')}`)).toEqual([])
    expect(older(`v2 fixes [1]\n[1] ${lore('a')}`)).toEqual([])
    expect(older('v1: https://example.org/page')).toEqual([])
  })
})

describe('fields', () => {
  it('are read in any case, with brackets or as links', () => {
    expect(findMentions('Change-Id: Iabc\nchange-id: 20220101-x-1\n').changeIds).toEqual(['iabc', '20220101-x-1'])
    expect(findMentions('prerequisite-change-id: 20220101-x-1\n').changeIds).toEqual([])
    expect(findMentions('Supersedes: <a@example.org>').supersededIds).toEqual(['a@example.org'])
    expect(findMentions(`supersedes: ${lore('a')}`).supersededIds).toEqual(['a@example.org'])
    expect(findMentions('Superseded-by: <a@example.org>')).toMatchObject({
      supersededIds: [],
      supersedingIds: ['a@example.org'],
    })
  })

  it('may be spelled as Obsoletes and Obsoleted-by', () => {
    expect(findMentions('Obsoletes: <a@example.org>').supersededIds).toEqual(['a@example.org'])
    expect(findMentions('Obsoleted-by: <a@example.org>').supersedingIds).toEqual(['a@example.org'])
    expect(findMentions('This obsoletes: <a@example.org>').supersededIds).toEqual([])
  })

  it('may be said in words, with the link beside or below them', () => {
    expect(findMentions(`This patch supersedes ${lore('a')}`).supersededIds).toEqual(['a@example.org'])
    expect(findMentions(`Hi,\nthis series replaces my series at:\n${lore('a')}\n`).supersededIds).toEqual([
      'a@example.org',
    ])
    expect(findMentions(`This replaces the lock, see ${lore('a')}`).supersededIds).toEqual([])
    expect(findMentions(`This patch replaces\n\n${lore('a')}`).supersededIds).toEqual([])
  })

  it('are not read from the middle of a line', () => {
    expect(findMentions('> Supersedes: <a@example.org>').supersededIds).toEqual([])
    expect(findMentions('this supersedes: nothing').supersededIds).toEqual([])
  })
})
