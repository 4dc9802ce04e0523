import { describe, expect, it } from 'vitest'
import { REX_TAG, readStatements as read } from './fixture'

const positions = (body: string, more: Parameters<typeof read>[1] = {}) =>
  read(body, more).map(({ position }) => position)
const first = (body: string, more: Parameters<typeof read>[1] = {}) => read(body, more)[0]

describe('the rules of positions', () => {
  it.each([
    ['nak', 'NAK, this is done elsewhere.'],
    ['nak', 'That is a NACK from me.'],
    ['nak', 'Nacked-by: Rex Roe <rex@example.org>'],
    ['applied', 'Applied, thanks!'],
    ['applied', 'Thanks, queued.'],
    ['applied', 'Series applied to the example tree.'],
    ['applied', "I've picked this up for 6.1."],
    ['approves', REX_TAG],
    ['tested', 'Tested-by: Rex Roe <rex@example.org>'],
    ['approves-with-condition', `With that fixed:\n${REX_TAG}`],
    ['approves-with-condition', `Apart from that\n\n${REX_TAG}`],
    ['approves-with-condition', `${REX_TAG}, with one nit`],
    ['approves-with-condition', `Otherwise looks good:\n${REX_TAG}`],
    ['approves', `Just a nit, feel free to ignore.\n${REX_TAG}`],
    ['approves', `${REX_TAG}\nOne comment below.`],
    ['approves', `With or without that fixed:\n${REX_TAG}`],
    ['objects', 'What is the point?'],
    ['objects', 'This is just wrong.'],
    ['objects', 'I disagree.'],
    ['objects', '-1 from my side.'],
    ['objects', 'I am not convinced.'],
    ['requests-changes', 'Please rename this.'],
    ['requests-changes', 's/foo/bar/'],
    ['requests-changes', 'How about a helper?'],
    ['requests-changes', "Isn't this a use-after-free?"],
    ['requests-changes', 'Can we drop this?'],
    ['requests-changes', 'This looks wrong.'],
    ['nak', 'If my understanding is correct, then I nack this.'],
    ['nak', 'NAK to this series.'],
    ['objects', 'NAK to making it like this.'],
    ['objects', 'If you keep the lock over all of this, then I have to nack it.'],
    ['objects', '> +\tsame_line();\nThis patch makes no sense.'],
    ['objects', '> Some words of the message.\nThis makes no sense.'],
    ['objects', '> +\tsame_line();\n> Words below it.\nThis is just wrong.'],
    ['requests-changes', '> +\tsame_line();\nThis makes no sense.'],
    ['requests-changes', 'Do we still need this?'],
    ['requests-changes', "Wouldn't one page be easier?"],
    ['requests-changes', "We'd miss one, no?"],
    ['requests-changes', '> +\tsame_line();\nwork as well?'],
    ['requests-changes', 'Can this patch be merged with the last?'],
    ['requests-changes', 'You left out the check?'],
    ['requests-changes', 'WARN_ON?'],
    ['requests-changes', 'The "second words" ?'],
    ['requests-changes', 'Would it be possible to have one flag for all?'],
    ['requests-changes', 'I think this one wants to be the other option, right?'],
    ['requests-changes', 'recieve -> receive'],
    ['requests-changes', 'Missed an unlock here?'],
    ['requests-changes', 'Would it make more sense to drop it?'],
    ['requests-changes', 'We found that the self-test failed.'],
    ['requests-changes', 'This conflicts with a patch that is in next.'],
    ['nak', 'That sounds like a NAK on that - it belongs elsewhere.'],
    ['nak', 'I am not going to apply this patch, sorry.'],
    ['requests-changes', 'The loop could use a comment.'],
    ['requests-changes', 'Kindly drop this hunk.'],
    ['requests-changes', 'A comment would not hurt here.'],
    ['objects', 'This introduced the regression below.'],
    ['requests-changes', 'With this patch in next all of my boards crash.'],
    ['asks', 'I wonder if this was tested on both boards.'],
    ['requests-changes', "But we don't check whether it exists?"],
    ['requests-changes', "I'm afraid someone might be using it."],
    ['requests-changes', 'If foo() fails, you leak the buffer.'],
    ['requests-changes', 'If the lock is not held, this is a bug.'],
    ['requests-changes', 'If I am not mistaken this leaks.'],
    ['requests-changes', 'It does not fix the leak.'],
    ['requests-changes', 'KASAN found a leak.'],
    ['requests-changes', 'This does not work when the file does not exist.'],
    ['requests-changes', 'You could do this as a separate patch.'],
    ['requests-changes', 'I would push this to the caller.'],
    ['requests-changes', "Let's put it into struct foo."],
    ['asks', 'It is not clear why this is needed.'],
    ['requests-changes', 'There is no benefit to adding this unless a test uses it.'],
    ['asks', 'Can you explain this?'],
    ['asks', 'Can you tell which one it is?'],
    ['asks', 'Why do we need two pages?'],
    ['asks', 'Any thoughts?'],
    ['asks', 'Do you want to take it through your tree?'],
    ['asks', 'How is this supposed to work?'],
    ['asks', 'Which tree is this for?'],
    ['objects', 'Please. No.'],
    ['objects', 'Just no.'],
    ['discusses', 'Nice work.'],
    ['discusses', 'No, it is fine as it is.'],
  ])('find %s in %s', (expected, body) => {
    expect(positions(body)).toContain(expected)
  })

  it.each([
    ['nak', 'This is not a NAK.'],
    ['nak', 'I would self-NAK this.'],
    ['nak', 'Why the NAK?'],
    ['nak', 'NAK to making it like this.'],
    ['objects', '> +\tsame_line();\nThis makes no sense.'],
    ['requests-changes', 'Why do we need two pages?'],
    ['requests-changes', 'Any thoughts?'],
    ['requests-changes', 'It can be done.'],
    ['requests-changes', 'Also, why is this a pointer?'],
    ['requests-changes', 'Can this be NULL?\n> +\tother();\nSame comment here.'],
    ['requests-changes', "I'm confused about that."],
    ['requests-changes', 'Thanks, with these changes I no longer see underflows.'],
    ['requests-changes', 'Keep in mind that it is slow.'],
    ['requests-changes', 'Or maybe there are other ideas.'],
    ['requests-changes', 'Please give me some time.'],
    ['requests-changes', 'Lemme go rebase on top of this.'],
    ['requests-changes', "I don't think so."],
    ['requests-changes', 'Are you asking whether it should be freed?'],
    ['asks', 'It happens too often as far as I can tell.'],
    ['applied', 'I applied this series to the next branch and built it with two compilers.'],
    ['approves-with-condition', `I am asking myself if we should rename this.\n${REX_TAG}`],
    ['applied', 'Applied on top of the other series it fails.'],
    ['applied', 'Applied?'],
    ['applied', 'The fix is queued to be sent.'],
    ['approves', `> ${REX_TAG}`],
    ['approves-with-condition', REX_TAG],
    ['objects', 'This is not wrong.'],
    ['objects', 'If this is wrong, say so.'],
    ['objects', "I don't disagree with that."],
    ['requests-changes', 'Please ignore this mail.'],
    ['requests-changes', 'Please let me know.'],
    ['requests-changes', 'Thanks for fixing that bug.'],
    ['requests-changes', 'Please Cc the list next time.'],
    ['requests-changes', `Also fine.\n${REX_TAG}`],
    ['requests-changes', 'I like this idea, this should improve the flow a lot!'],
    ['requests-changes', 'The call trace goes away.'],
    ['requests-changes', 'Seriously?'],
    ['asks', 'Seriously?'],
    ['asks', '...anyone feel like picking this up directly?'],
    ['requests-changes', 'In the future please mention the driver in the subject.'],
    ['requests-changes', 'You can do the other checks in a follow-up patch.'],
    ['requests-changes', "Ok, let's do it later."],
    ['objects', 'No, please rename it.'],
    ['asks', 'See https://example.org/?q=1 for that.'],
    ['requests-changes', 'Nice catch, this breaks nothing.'],
    ['requests-changes', 'I like that better.'],
    ['requests-changes', "I'd defer to Stan."],
    ['objects', 'I disagree: it *is* an issue.'],
    ['nak', 'I am tempted to move towards a hard NAK.'],
    ['nak', 'I am not going to apply this before rc1.'],
    ['applied', "Yesterday I've applied the patch to kernel 5.4 and the problem is gone."],
    ['requests-changes', 'This fixes an oops that I started seeing.'],
  ])('do not find %s in %s', (other, body) => {
    expect(positions(body)).not.toContain(other)
  })

  it('give several statements for one mail, in the order of its lines', () => {
    const body = `> a\nPlease rename this.\n> b\nWhich tree?\n> c\nApart from that:\n${REX_TAG}\nTested-by: Rex Roe <rex@example.org>`
    expect(positions(body)).toEqual(['requests-changes', 'asks', 'approves-with-condition', 'tested'])
  })

  it('quote a sentence across line ends, with the line where it begins', () => {
    expect(first('> a\n\nPlease rename\nthis. And more.')).toMatchObject({
      sentence: 'Please rename this.',
      line: 2,
      rule: 'requests',
    })
  })

  it('read a combined tag as two positions', () => {
    expect(positions('Reviewed-and-tested-by: Rex Roe <rex@example.org>')).toEqual(['approves', 'tested'])
  })

  it("mark a tag in another person's name", () => {
    const said = read('Reviewed-by: Jane Doe <jane@example.org>')
    expect(said.map(({ tag }) => tag?.fits)).toContain(false)
  })

  it('treat a reply to another reviewer as discussion, but count tags and refusals', () => {
    const more = { parentSpeaker: 'reviewer' } as const
    expect(positions('Please rename this. Why?', more)).toEqual(['discusses'])
    expect(positions(`Please rename this.\n${REX_TAG}`, more)).toEqual(['discusses', 'approves'])
    expect(positions('NAK.', more)).toEqual(['nak'])
  })

  it('count a wish for another posting whoever the mail answers', () => {
    expect(positions('Please resubmit to the right tree.', { parentSpeaker: 'reviewer' })).toEqual(['requests-changes'])
  })

  it('quote a tag and its condition in the order of the mail', () => {
    expect(first(`${REX_TAG}\nA tiny nit:`)?.sentence).toBe(`${REX_TAG} A tiny nit:`)
    expect(first(`With that fixed:\n${REX_TAG}`)?.sentence).toBe(`With that fixed: ${REX_TAG}`)
  })

  it('read a fragment with the sentence after it', () => {
    expect(read('Please.\n\nThe mask has one more bit.')).toMatchObject([
      { position: 'requests-changes', sentence: 'Please. The mask has one more bit.', line: 0 },
    ])
    expect(first('It has one fault:\n\n1) the buffer leaks')?.sentence).toBe('It has one fault: 1) the buffer leaks')
  })

  it('end a fragment where somebody else speaks', () => {
    expect(first('Please.\n> a line\nIt works.')?.sentence).toBe('Please.')
  })

  it('treat the answer to a question that names the person as discussion', () => {
    expect(positions("Didn't we have a conflict?", { asked: '@Rex?' })).toEqual(['discusses'])
    expect(positions("Didn't we have a conflict?", { asked: '@Jane?' })).toEqual(['requests-changes'])
  })

  it('do not read bots', () => {
    expect(read('Please rename this.', { speaker: 'bot' })).toEqual([])
  })

  it('give one statement for a mail without words', () => {
    expect(read('> quoted')).toMatchObject([{ position: 'discusses', sentence: '' }])
  })

  it('do not read code', () => {
    expect(positions('\tif (bug) return please;\n+ leak = race ? a : b;')).toEqual(['discusses'])
  })
})

describe('text that expresses no opinion', () => {
  const LIST = '[1/2] pump: stop the drip\n      commit: 0123456789ab\n[2/2] pump: fix it\n      (no commit info)'
  const LETTER =
    'If any updates are required they should be sent as incremental updates.\n\nPlease add any lists to Cc.'

  it('stands below the list of commits in a mail that says that patches were applied', () => {
    expect(positions(`Applied to example/next, thanks!\n\n${LIST}\n\n${LETTER}`)).toEqual(['applied'])
    expect(positions(`Please drop the cast.\n\nApplied to example/next.\n\n${LIST}`)).toEqual([
      'requests-changes',
      'applied',
    ])
    expect(positions(`Applied to example/next, thanks!\n\n${LETTER}`)).toContain('requests-changes')
  })

  it('is the footer of a list, with and without a mark', () => {
    const footer =
      'foolist mailing list\nfoolist@lists.example.org\nPlease see https://lists.example.org/listinfo/foolist'
    expect(positions(`It works.\n${'_'.repeat(47)}\n${footer}`)).toEqual(['discusses'])
    expect(positions('It works.\n\nTo unsubscribe from this list: please send a mail.')).toEqual(['discusses'])
    expect(positions(`It works.\n${'_'.repeat(47)}\n${footer}\n\nPlease rename it.`)).toEqual(['requests-changes'])
    expect(positions('Title\n-----\nPlease rename it.')).toEqual(['requests-changes'])
  })

  it('is a disclaimer', () => {
    const disclaimer =
      'If you are not the intended recipient, you should delete it.\nPlease notify the sender immediately by e-mail.'
    expect(positions(`It works.\n\n${disclaimer}`)).toEqual(['discusses'])
  })
})

describe('a refusal', () => {
  const toReviewer = { parentSpeaker: 'reviewer' } as const
  it('of what another reviewer suggests does not refuse the patch', () => {
    expect(positions('NAK to your suggestion.', toReviewer)).toEqual(['discusses'])
    expect(positions('I disagree: it is an issue.', toReviewer)).toEqual(['discusses'])
    expect(positions('NAK.', toReviewer)).toEqual(['nak'])
  })
})

describe('hostile text', () => {
  it('is read up to its 20,000th sentence', () => {
    const positionsBelow = (count: number) => positions(`${'It works.\n\n'.repeat(count)}NAK.\n`)
    expect(positionsBelow(19_999)).toContain('nak')
    expect(positionsBelow(20_000)).not.toContain('nak')
  })

  it.each([
    ['dots', '.'.repeat(300_000)],
    ['question marks', '? '.repeat(100_000)],
    ['one tag a line', `${REX_TAG}\n`.repeat(20_000)],
    ['header lines', 'From: a\n'.repeat(50_000)],
    ['attributions', 'On 1\n'.repeat(50_000)],
    ['comment marks', '/*;'.repeat(100_000)],
    ['requests', 'please with if once a fixed \n'.repeat(20_000)],
    ['brackets', '[<('.repeat(100_000)],
    ['diff starts', 'diff --git a/f b/f\n'.repeat(50_000)],
  ])('is read in linear time: %s', (_, body) => {
    // Anything worse than linear exceeds the time limit of the runner.
    expect(read(body).length).toBeLessThanOrEqual(200)
  })
})
