import { expect, it } from 'vitest'
import { openPage, type Site } from './site'

const LONG_MS = 600_000

/**
 * Phrases that pages do not use any more, each with what they write instead. Not in the list, because good sentences have them too: "open",
 * "settled", "declined", "promised", "carried" and "Around" as parts of sentences, "asks" and "approves" with an object, "sound", and labels such as
 * "v2 (2)": a second v2 whose content differs is no repost. As a heading, "What changed" is no name of a view.
 */
const OLD: readonly (readonly [phrase: RegExp, better: string])[] = [
  [/\bremarks?\b/i, 'review comment'],
  [/\bon record\b/i, 'archived here'],
  [/\bof machines\b/i, 'bot'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fixed by'],
  [/\b(?:whose|their) turn\b/i, 'waiting on'],
  [/(?:^|\n)\s*Turn\s*(?:\n|$|—)/, 'Waiting on'],
  [/(?:^|\n)\s*Stands\s*(?:\n|$)/, 'State'],
  [/\bwaits for\b/i, 'waiting on'],
  [/\b(?:no reviewer has|the author has) answered\b/i, 'has had no review yet; author replied'],
  [/\bthe author answered\b/i, 'author replied'],
  [/\bthe review has begun\b/i, 'under review'],
  [/\ba change was promised\b/i, 'author said they will change it'],
  [/\bnothing open\b/i, 'ready to apply'],
  [/\bnobody (?:has to act|objects)\b/i, 'nothing to do; No objections'],
  [/\bmerged over\b/i, 'applied over this objection'],
  [/\bolder than the code\b/i, 'predate the current code'],
  [/\bstale\b/i, 'predates v3; quiet since'],
  [/\btags added, for git am\b/i, 'mbox, with review tags'],
  [/(?:^|\n)\s*Last change\b/, 'Latest'],
  [/\brefuses\b/i, 'NAKs'],
  [/\basks for (?:a )?change/i, 'requests a change'],
  [/(?:^|\n)\s*(?:asks|approves(?: with a condition)?)\s*(?:\n|$)/, 'has a question; the tag'],
  [/\bwith a condition\b/i, 'with comments'],
  [/\bchanged since, not confirmed\b/i, 'reviewer has not confirmed'],
  [/\bwhat it quotes\b/i, 'quoted code'],
  [/\bopen, no answer\b/i, 'unanswered'],
  [/\bsettled (?:in words|comments?|\d)/i, 'resolved; no longer open'],
  [/\bmarks rest on\b/i, 'quotes behind these marks'],
  [/\bin their own words, and what\b/i, 'review comments and their outcome'],
  [/\bquotes? no line of code\b/i, 'general comments'],
  [/\bthe rest of it\b/i, 'show all'],
  [/\bthe author[’']s words\b/i, 'author’s changelog'],
  [/\b(?:said|asked for) here\b/i, 'requested by'],
  [/\bnot mentioned:/i, 'Not named in the changelog'],
  [/(?:^|\n)\s*Around\s*(?:\n|$)/, 'Related'],
  [/\brest(?:s|ed) on\b/i, 'base commit'],
  [/\bwent on in part\b/i, 'partly continued in'],
  [/\b(?:takes in|was taken into)\b/i, 'includes, merged into'],
  [/\bmay go on as\b/i, 'possibly continued in'],
  [/\bby somebody else\b|\bof somebody else\b/i, 'a different sender; someone else'],
  [/\bbears? out\b/i, 'backed by a mail'],
  [
    /\bTag (?:without a mail|in another name|lost)\b/i,
    'no such mail found; given on someone else’s behalf; Tag dropped',
  ],
  [/\bit names changed\b/i, 'reported code changed'],
  [/\bfirst posted\b/i, 'initial version'],
  [/\bauthor[’']s clock\b/i, 'Date: header, in a tooltip'],
  [/\btrailers only, shown as\b/i, 'trailers only'],
  [/\bcode around moved\b/i, 'rebase only'],
  [
    /\bthat only the newer\b|\bwhose code changed since\b/i,
    'lines changed compared with the version that it continues',
  ],
  [/\bThe code changed between\b/, 'Code: +1 −1'],
  [/\bchanged in code and\b/i, 'code changed in 6, 9 unchanged'],
  [/\bfollows patch \d/i, 'adapts to patch 1'],
  [/\bthe base moved\b|\badapted to the new base\b/i, 'rebased'],
  [/\bonly there\b|\bsign of the patch\b/i, 'removed since v3, new in v4'],
  [/\bhunk headings? moved\b/i, 'context-only changes hidden (rebase)'],
  [/(?:^|\n)\s*(?:what changed|whole patch)\s*(?:\n|$)/, 'interdiff, full patch'],
  [/\bline by line\b/i, 'with comments'],
  [/\bchanged lines? since then\b|\bno line that stands\b/i, 'v1: 67 lines; v2: none left'],
  [/\bthe first column names\b/i, 'first column: version that last changed the line'],
  [/(?:^|\n)\s*Answers\s*(?:\n|$)/, 'In-Reply-To'],
  [/\bWhat it says\b|\bWhat they said\b/, 'How Reroll read this mail; Reviews'],
  [/\bpresent, not verified\b/i, 'DKIM: example.org, not checked'],
  [/\bOwn series\b|\bpatches of theirs\b/i, 'Series by Eric; includes patches by Eric'],
  [/\bseries fits?\b|\btake a filter away\b/i, 'series match, remove a filter'],
  [/\bWords of titles\b|\bwords that begin so\b/i, 'Search subjects; prefix'],
  [/\blists that series went to\b/i, 'mailing lists'],
  [/\bwhat series touch\b|\bseries touch(?:es)? it\b/i, 'by directory; 20 series'],
  [/\bNot an address of this site\b/i, 'Bad address'],
  [/\bMB, sound\b/i, 'integrity check passed'],
  [/\bsingle keys are shortcuts\b/i, 'enable single-key shortcuts'],
  [/\bsince you looked\b|(?:^|\n)\s*go there\s*(?:\n|$)/i, '+3; jump to first new'],
  [/\bNothing to tell\b/i, 'nothing'],
  [/\(needed\)/i, '(required)'],
]

/**
 * What a page says in Reroll's own words: its text and the texts in its attributes, without the text of mails. That is what stands in quotes and
 * preformatted text, names and titles (`bdi`), headings of pages, and what is marked `data-mail`. Names of the JSON API and of rules, which
 * programs read, keep their spelling.
 */
const OWN_WORDS = `(() => {
  const foreign = 'script, style, pre, q, blockquote, bdi, code, h1, kbd, option, [data-mail]'
  const texts = []
  const add = (text) => {
    const own = text.replace(/“[^”]*(?:”|$)|\`[^\`]*\`|^rule: \\S+$/g, ' ').trim()
    if (own !== '') texts.push(own)
  }
  const walk = (element) => {
    let line = ''
    for (const child of element.childNodes) {
      if (child.nodeType === 3) line += child.data
      if (child.nodeType !== 1 || child.matches(foreign)) continue
      if (getComputedStyle(child).display.startsWith('inline')) line += inline(child)
      else { add(line); line = ''; walk(child) }
    }
    add(line)
  }
  const inline = (element) => {
    let line = ''
    for (const child of element.childNodes) {
      if (child.nodeType === 3) line += child.data
      if (child.nodeType === 1 && !child.matches(foreign)) line += inline(child)
    }
    return line
  }
  walk(document.body)
  for (const element of document.querySelectorAll('[title], [aria-label], [placeholder]')) {
    if (element.closest(foreign) !== null) continue
    for (const name of ['title', 'aria-label', 'placeholder']) add(element.getAttribute(name) ?? '')
  }
  return [...new Set(texts.map((text) => text.replace(/\\s+/g, ' ')))]
})()`

/** Every phrase of the list in the lines of a page: `"stale" in "17 stale tags": write ...`. */
function findOld(lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    OLD.flatMap(([phrase, better]) => {
      const found = phrase.exec(line)?.[0]
      return found === undefined ? [] : [`"${found.trim()}" in "${line.slice(0, 120)}": write ${better}`]
    }),
  )
}

/** No page says in its own words what there is a plainer word for. */
export function oldWordsTests(site: () => Site, paths: () => Readonly<Record<string, string>>): void {
  it(
    'no page uses a phrase that has a plainer word',
    async () => {
      const { page } = await openPage(site())
      const found: string[] = []
      let lines = 0
      for (const [kind, path] of Object.entries(paths())) {
        await page.goto(site().url + path)
        const own = (await page.evaluate(OWN_WORDS)) as string[]
        lines += own.length
        for (const one of findOld(own)) found.push(`${kind}: ${one}`)
      }
      await page.context().close()
      expect([...new Set(found)]).toEqual([])
      expect(lines).toBeGreaterThan(200)
    },
    LONG_MS,
  )

  it('an old phrase in the text or in a tooltip would be found, and none in mail', async () => {
    const { page } = await openPage(site())
    await page.goto(`${site().url}/status`)
    const say = async (html: string) => {
      await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(html)}`)
      return findOld((await page.evaluate(OWN_WORDS)) as string[]).map((one) => one.split(' in ', 1).join(''))
    }
    expect(await say('<p>17 <b>stale</b> tags</p>')).toEqual(['"stale"'])
    expect(await say('<p title="2 open remarks">nothing</p>')).toEqual(['"remarks"'])
    expect(await say('<dl><dt>Turn</dt><dd>of the key</dd></dl>')).toEqual(['"Turn"'])
    expect(await say('<p><q>a stale remark</q> <bdi>of machines</bdi></p><pre>on record</pre>')).toEqual([])
    await page.context().close()
  })
}
