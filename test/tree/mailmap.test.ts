import { describe, expect, it } from 'vitest'
import { parseMailmap } from '../../lib/tree/mailmap'

const persons = (...lines: readonly string[]) =>
  parseMailmap(lines.join('\n')).map(({ mailbox, person }) => `${mailbox} ${person}`)

describe('a .mailmap', () => {
  it('gives the addresses of one line to one person, with or without names', () => {
    const wanted = ['ann@new.example ann@new.example', 'ann@old.example ann@new.example']
    expect(persons('Ann Poe <ann@new.example> <ann@old.example>')).toEqual(wanted)
    expect(persons('Ann Poe <Ann+git@new.example> A. Poe <ann@OLD.example> # moved')).toEqual(wanted)
    expect(persons('<ann@new.example> <ann@old.example>')).toEqual(wanted)
  })

  it('says nothing of addresses where a line corrects a name, or is a comment', () => {
    expect(persons('Ann Poe <ann@new.example>', '# Ann <ann@new.example> <ann@old.example>', '')).toEqual([])
  })

  it('joins the addresses of several lines, also when the older names the address in between', () => {
    expect(persons('<c@x.example> <b@x.example>', '<b@x.example> <a@x.example>')).toEqual([
      'a@x.example c@x.example',
      'b@x.example c@x.example',
      'c@x.example c@x.example',
    ])
  })

  it('gives an address that it maps to two people to nobody', () => {
    expect(
      persons('Ann <ann@x.example> Ann via list <list@x.example>', 'Bob <bob@x.example> Bob <list@x.example>'),
    ).toEqual([])
  })

  it('gives addresses that are mapped to each other to nobody', () => {
    expect(persons('<a@x.example> <b@x.example>', '<b@x.example> <a@x.example>')).toEqual([])
  })

  it.each([
    ['<ann@new.example>', '<>'],
    ['<ann@new.example>', '<nobody>'],
    ['<@new.example>', '<ann@old.example>'],
    ['<a\u001b[31m@new.example>', '<ann@old.example>'],
    ['<a\u202e@new.example>', '<ann@old.example>'],
    [`<${'a'.repeat(400)}@new.example>`, '<ann@old.example>'],
    ['x'.repeat(2_000), '<ann@new.example> <ann@old.example>'],
  ])('skips what is not an address or far too long: %s %s', (...words) => {
    expect(persons(words.join(' '))).toEqual([])
  })

  it('gives one person at most fifty other addresses', () => {
    const lines = Array.from({ length: 200 }, (_, at) => `<ann@x.example> <ann${at}@x.example>`)
    expect(persons(...lines)).toHaveLength(51)
  })
})
