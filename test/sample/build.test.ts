import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildSample, readSources, SAMPLE } from '../../scripts/tools/sample/buildSample'
import { diffStandIn, linesAfter, parseStandIns } from '../../scripts/tools/sample/code'
import { parseMailFacts } from '../../scripts/tools/sample/mailFacts'
import { renderReply } from '../../scripts/tools/sample/sampleReplies'
import { parseVersionedLine } from '../../scripts/tools/sample/versioned'
import { readMails } from '../support/ingest'
import { FIX_MBOX, SAMPLE_MBOX } from './facts'

const sources = readSources(SAMPLE)

describe('the sample that is shipped', () => {
  it('is built from its texts', () => {
    expect(buildSample(sources, sources.series)).toBe(readFileSync(SAMPLE_MBOX, 'utf8'))
    expect(buildSample(sources, sources.fix)).toBe(readFileSync(FIX_MBOX, 'utf8'))
  })

  it('holds 4 cover letters, 60 patches and 55 replies, each marked as a reconstruction in its header', () => {
    const mails = readMails(SAMPLE_MBOX).map((mail) => mail.toString('utf8').split('\n\n', 1)[0] ?? '')
    expect(mails.filter((headers) => /^X-Reroll-Reconstruction: yes$/m.test(headers))).toHaveLength(119)
    expect(mails.filter((headers) => /^Subject: \[PATCH (?:v\d )?00/m.test(headers))).toHaveLength(4)
    expect(mails.filter((headers) => /^Subject: Re:/im.test(headers))).toHaveLength(55)
  })

  it('begins each reply with a link to the original, and says that it is a paraphrase', () => {
    for (const mail of [SAMPLE_MBOX, FIX_MBOX].flatMap(readMails).map((raw) => raw.toString('utf8'))) {
      if (!/^Subject: Re:/im.test(mail)) continue
      const id = /^Message-ID: <(.*)>$/m.exec(mail)?.[1]
      expect(mail.split('\n\n')[1]).toBe(`https://lore.kernel.org/r/${id} says, paraphrased:`)
    }
  })

  it('paraphrases each reply in one to four lines', () => {
    const isPlain = (line: string): boolean =>
      /^[^\s>@+-]/.test(line) && !/^(?:wrote |https?:|diff |new file |[\w-]+-by: )/.test(line)
    for (const [id, lines] of sources.replies) {
      const prose = lines.filter(isPlain).length
      expect({ id, fits: prose >= 1 && prose <= 4 }).toEqual({ id, fits: true })
    }
  })

  it('has a text for each reply and for nothing else', () => {
    const replies = [...sources.series.mails, ...sources.fix.mails]
      .filter(({ isReply }) => isReply)
      .map(({ messageId }) => messageId)
    expect([...sources.replies.keys()].sort()).toEqual(replies.sort())
  })
})

describe('a line of the sample', () => {
  it('is in all versions and from the start unless it says otherwise', () => {
    expect(parseVersionedLine('   |\tint x;')).toEqual({
      versions: new Set([1, 2, 3, 4]),
      addedBy: null,
      removedBy: null,
      text: '\tint x;',
    })
  })

  it('can be added by one patch and removed by a later one, in some versions', () => {
    const { versions, addedBy, removedBy } = parseVersionedLine('1,3-4 +1-13 |x')
    expect({ versions: [...versions], addedBy, removedBy }).toEqual({ versions: [1, 3, 4], addedBy: 1, removedBy: 13 })
  })

  it('is rejected without its bar, or with a version that does not exist', () => {
    expect(() => parseVersionedLine('int x;')).toThrow('Not a line of the sample')
    expect(() => parseVersionedLine('5 |x')).toThrow('Not a line of the sample')
  })
})

describe('a diff of a stand-in', () => {
  const text = ['== a.c', ...'abcdefghij'.split('').map((letter) => ` |${letter}()`), '2 -1|old', '  +1|new'].join('\n')
  const [file] = parseStandIns(text)
  if (file === undefined) throw new Error('no file')

  it('has three lines of context and the last function above them', () => {
    expect(diffStandIn(file, 2, 1)).toEqual([
      ...['diff --git a/a.c b/a.c', '--- a/a.c', '+++ b/a.c', '@@ -8,4 +8,4 @@ g()'],
      ...[' h()', ' i()', ' j()', '-old', '+new'],
    ])
  })

  it('differs between versions as the lines do', () => {
    expect(diffStandIn(file, 1, 1).slice(3)).toEqual(['@@ -8,3 +8,4 @@ g()', ' h()', ' i()', ' j()', '+new'])
    expect(linesAfter(file, 1, 0)).toEqual(linesAfter(file, 2, 0).slice(0, -1))
  })

  it('is empty for a patch that does not change the file', () => {
    expect(diffStandIn(file, 2, 2)).toEqual([])
  })

  it('creates a file that did not exist', () => {
    const [created] = parseStandIns('== doc\n +3|What')
    expect(created && diffStandIn(created, 1, 3)).toEqual([
      ...['diff --git a/doc b/doc', 'new file mode 100644', '--- /dev/null', '+++ b/doc', '@@ -0,0 +1,1 @@', '+What'],
    ])
  })
})

describe('a reply of the sample', () => {
  const row = (id: string, parent: string, subject: string): string =>
    ['2022-08-27T09:49:53Z', id, parent, 'Ada <ada@example.org>', 'Sat, 27 Aug 2022 10:00:00 +0000', subject].join('\t')
  const [patch, reply] = parseMailFacts(
    `${row('p@x', '-', '[PATCH 01/15] a')}\n${row('r@x', 'p@x', 'Re: [PATCH 01/15] a')}`,
  )
  if (patch === undefined || reply === undefined) throw new Error('no mails')
  const body = ['Why.', '---', '+++ b/a.c', '@@ -1,2 +1,3 @@', ' one', '+two', ' three'].join('\n')
  const parent = { facts: patch, body }
  const render = (...lines: readonly string[]): string[] => renderReply(reply, lines, parent, body).split('\n').slice(2)

  it('quotes the hunk header and the lines down to the words', () => {
    expect(render('@ a.c | two', 'Ada asks why.')).toEqual([
      'On Sat, 27 Aug 2022 10:00:00 +0000, Ada wrote:',
      ...['> +++ b/a.c', '> @@ -1,2 +1,3 @@', '>  one', '> +two', 'Ada asks why.', ''],
    ])
  })

  it('quotes a line together with the quotes above it', () => {
    const answer = { facts: reply, body: ['> one', '', '> two', '', 'Ada asks why.'].join('\n') }
    expect(renderReply(reply, ['>> Ada asks why.'], answer, body)).toContain('\n> > two\n> Ada asks why.\n')
  })

  it('cannot quote a line that is not in the mail or the patch', () => {
    expect(() => render('> Because.')).toThrow('quotes a line that its parent does not have')
    expect(() => render('@ a.c | four')).toThrow('quotes a line that the patch does not have')
    expect(() => render('@ b.c | two')).toThrow('quotes a line that the patch does not have')
  })

  it('belongs to this series or to the fix that followed it', () => {
    expect(() => parseMailFacts(row('a@x', '-', '[PATCH 1/2] other'))).toThrow('Not a mail of the series')
  })
})
