import { describe, expect, it } from 'vitest'
import { messageHref } from '../../app/_model/href'
import { linkify } from '../../app/_model/linkify'
import { splitBody, splitQuote } from '../../app/_model/mailBody'
import { stepSentence, verdictSentence } from '../../app/_model/pageWords'
import { quoteForShell } from '../../app/_model/shell'
import { formatDay, formatMinute, formatSkew } from '../../app/_model/time'
import { visible } from '../../app/_model/visible'
import { findSlowRuns, repeats } from '../hostile/growth'

describe('visible', () => {
  it('spells out characters that are invisible or reorder the line', () => {
    expect(visible('a\u202Eb\u200Bc\u0000d\rE')).toBe('a<U+202E>b<U+200B>c<U+0000>d<U+000D>E')
  })

  it('keeps tabs, line ends, letters and joiners', () => {
    const text = 'a\tb\nä漢字 👩\u200D💻'
    expect(visible(text)).toBe(text)
  })
})

describe('linkify', () => {
  const hrefs = (text: string) => linkify(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []))

  it('links web addresses without the punctuation around them', () => {
    expect(hrefs('see https://example.org/a, (http://example.org/b_(c)) and <https://example.org/d>.')).toEqual([
      'https://example.org/a',
      'http://example.org/b_(c)',
      'https://example.org/d',
    ])
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'https://', 'xhttps://a', 'https://[x'])(
    'makes no link of %s',
    (text) => {
      expect(hrefs(text)).toEqual([])
    },
  )

  it.each(['https://example.org/a) b', '', 'a https://a.example/?q="><script>', '))))https://x.example/))))'])(
    'keeps every character of %j',
    (text) => {
      expect(
        linkify(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    },
  )

  it('takes linear time', () => {
    expect(findSlowRuns(linkify, repeats(['http://', 'https://a.', 'xn--a.', '(', 'https://a)']), 100_000)).toEqual([])
  })
})

describe('splitBody', () => {
  const kinds = (body: string) =>
    splitBody(body).blocks.flatMap((block) => block.runs.map((run) => `${run.kind}${run.depth}`))

  it('recognises quotes by depth', () => {
    expect(splitQuote('> > a')).toEqual({ depth: 2, inner: 'a' })
    expect(splitQuote('>> a')).toEqual({ depth: 2, inner: 'a' })
    expect(splitQuote(' > a')).toEqual({ depth: 0, inner: ' > a' })
    expect(kinds('hello\n> quoted\n> > deeper\nanswer')).toEqual(['text0', 'text1', 'text2', 'text0'])
  })

  it('reads a diff by the line counts of its hunks, so that a removed line of two dashes is not a signature', () => {
    const body = 'text\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,1 @@\n a\n-- \n-- \n2.30'
    expect(kinds(body)).toEqual(['text0', 'head0', 'hunk0', 'context0', 'minus0', 'signature0'])
  })

  it('recognises a diff in a quote, also after a comment in between', () => {
    expect(kinds('> @@ -1,2 +1,3 @@\n> +a\nwhy?\n> +b\n>  c')).toEqual(['hunk1', 'plus1', 'text0', 'plus1', 'context1'])
  })

  it('treats a line that starts with a plus as prose outside of hunks', () => {
    expect(kinds('+1 from me\n- a list')).toEqual(['text0'])
  })

  it('keeps every line or counts it as cut', () => {
    const body = Array.from({ length: 50 }, (_, index) => `> ${index}\n+${index}`).join('\n')
    const text = splitBody(body).blocks.flatMap((block) => block.runs.map((run) => run.text))
    expect(text.join('\n')).toBe(body)
    expect(splitBody(body, new Set(), 30).cutLines).toBe(70)
  })
})

describe('words', () => {
  it('sum up changes', () => {
    expect(stepSentence(['code', 'code', 'identical'])).toBe('3 patches: code changed in 2, 1 unchanged.')
    const verdict = {
      facts: ['code', 'message'],
      notes: [],
      trailersAdded: [],
      trailersRemoved: [],
    } as const
    expect(verdictSentence({ ...verdict, change: 'code', added: 1, removed: 2 }, 'v3', 'v4')).toBe(
      'Code: +1 −2. Commit message also changed.',
    )
  })

  it('format a clock skew in days, hours and minutes', () => {
    expect(formatSkew(437)).toBe('7 h 17 min ahead of receipt')
    expect(formatSkew(-90)).toBe('1 h 30 min behind receipt')
    expect(formatSkew(3000)).toBe('2 d 2 h ahead of receipt')
  })

  it('quote a Message-ID with characters that are special in a shell', () => {
    expect(quoteForShell('a.b-1@example.org')).toBe('a.b-1@example.org')
    expect(quoteForShell('a;rm -rf $(b)@x')).toBe("'a;rm -rf $(b)@x'")
    expect(quoteForShell("a'b@x")).toBe("'a'\\''b@x'")
  })
})

describe('a Message-ID in an address', () => {
  it('is one segment, percent-encoded, whatever it contains', () => {
    for (const id of ['a.b-c_d~1@e.f', "!*'()@x", 'a@b@c', 'a/b@c', 'a%b@c', 'ü@x', 'a', '@', 'a+b@c', 'a@', '']) {
      expect(messageHref(id)).toBe(`/message/${encodeURIComponent(id)}`)
    }
    expect(messageHref('..')).toBe('/message/%3C..%3E')
  })
})

describe('a time on a page', () => {
  it('is cut to the day or the minute, and other text is unchanged', () => {
    expect(formatMinute('2022-09-21T10:44:59Z')).toBe('2022-09-21 10:44')
    expect(formatDay('2022-09-21T10:44:59Z')).toBe('2022-09-21')
    expect(formatMinute('2022-09-21T10:44:59.123+02:00')).toBe('2022-09-21 08:44')
    for (const text of ['', 'soon']) expect([formatMinute(text), formatDay(text)]).toEqual([text, text])
  })
})
