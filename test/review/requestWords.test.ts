import { describe, expect, it } from 'vitest'
import { findDeed, strikesTag } from '../../lib/review/rules/answer'
import { findPlace } from '../../lib/review/rules/place'
import { isAlwaysForAuthor, pointsBack, requestsChange } from '../../lib/review/rules/request'
import { readStatements } from './fixture'

describe('a comment that is repeated for another place', () => {
  it.each(['Same comment here.', 'And the same goes for the other one.', 'Ditto.'])('says so in "%s"', (sentence) => {
    expect(pointsBack(sentence)).toBe(true)
    expect(readStatements(`Which lock is this?\n\n${sentence}`).at(-1)?.position).toBe('asks')
    expect(readStatements(`Please rename this.\n\n${sentence}`).at(-1)?.position).toBe('requests-changes')
  })

  it.each(['Same size as a page.', 'At the same time.'])('is not meant by "%s"', (sentence) => {
    expect(pointsBack(sentence)).toBe(false)
  })
})

describe('a request in an answer to another reviewer', () => {
  it.each(['Please resubmit to the right tree.', 'Setting to changes requested.'])(
    'is for the author in "%s"',
    (sentence) => {
      expect([isAlwaysForAuthor(sentence), requestsChange(sentence)]).toEqual([true, true])
    },
  )

  it.each(['Please rename it.', 'This is not yet changes requested.', 'Why is it not used?'])(
    'may be for the other reviewer in "%s"',
    (sentence) => {
      expect(isAlwaysForAuthor(sentence)).toBe(false)
    },
  )
})

describe('a question that asks why something is there', () => {
  it('requests a change when it names the thing, and is a question when it does not', () => {
    expect(requestsChange('Why keep this function?')).toBe(true)
    expect(requestsChange('Why keep this?')).toBe(false)
  })
})

describe('words below a quotation of a tag', () => {
  it.each([
    ['Not any more, sorry.', true],
    ['Please drop this.', true],
    ['This is not checked.', false],
    ['Please drop the lock.', false],
  ])('take it back, or not: "%s" %s', (sentence, strikes) => {
    expect(strikesTag(sentence)).toBe(strikes)
  })
})

describe('a sentence that puts something off or plays it down', () => {
  it.each([
    'Ok, so we can leave it for future refactoring.',
    'I have a couple of review comments, but nothing critical that would prevent my r-b.',
    'A few small comments below, nothing serious.',
  ])('asks for nothing: "%s"', (sentence) => {
    expect(readStatements(sentence).filter(({ position }) => position !== 'discusses')).toEqual([])
  })

  it.each([
    'Ok, so we can leave it for the caller, but please rename it.',
    'I have a few comments, nothing critical, but please rename the pump.',
  ])('still asks for what it names: "%s"', (sentence) => {
    expect(readStatements(sentence)).toMatchObject([{ position: 'requests-changes' }])
  })

  it.each([
    "It seems obscure, but what due diligence have we done to make sure this doesn't break anyone?",
    "The number is obscure, but what is done to make sure that this doesn't break anyone?",
    'This is missing in the manual, but which tree did you look at?',
  ])('is a question when it ends in one: "%s"', (asked) => {
    expect(readStatements(asked)).toMatchObject([{ position: 'asks' }])
  })

  it('is a request when it names a defect before the question', () => {
    const leaks = 'This leaks the buffer, but what tests have you done?'
    expect(readStatements(leaks)).toMatchObject([{ position: 'requests-changes' }])
  })
})

describe('a wish for later or other work', () => {
  it.each([
    'And Jan, what about your opinion?',
    'Sooner or later we should add a wrapper for it, but that can wait.',
    'One day we should convert the whole parser, although that could upset users.',
    "Eventually I'd like to remove it.",
    'As a next step, we could convert the rest.',
    'By all means, please submit a patch.',
    'In the future, please Cc the list.',
    'Please try to remember it next time.',
    'Ha, missing man pages, how brave :-)',
    'It properly detects missing support.',
  ])('asks nothing of this series: "%s"', (sentence) => {
    expect(requestsChange(sentence)).toBe(false)
  })

  it.each([
    'Please Cc the list in v2.',
    'In a follow-up or here, please fix the leak.',
    'We should free it, because it leaks at some point.',
    'It is fine as is, but the message should be reworded.',
    'Please submit a patch v2.',
    'Please send a patch that also frees it.',
    'Could you make sure to send a patch in the recommended way?',
    'It is simple enough to be applied, but this test should be renamed.',
    'Missing Signed-off-by.',
    'You are missing a check here.',
  ])('is not meant by "%s"', (sentence) => {
    expect(requestsChange(sentence)).toBe(true)
  })
})

describe('a reviewer who made the change', () => {
  it.each([
    'So I took the liberty of rewording the subject.',
    'I went ahead and adjusted the title.',
    'I dared to slightly change your commit message and merged.',
  ])('says so in "%s"', (sentence) => {
    expect(findDeed(sentence)).toBe('done')
  })

  it.each([
    'I took the liberty of adding you to Cc?',
    'Could you go ahead and change the title?',
    'I went ahead and tested it.',
  ])('does not say so in "%s"', (sentence) => {
    expect(findDeed(sentence)).toBeUndefined()
  })
})

describe('the tree that a sentence names', () => {
  it.each([
    ['Applied to area/core for 5.4, thanks.', 'area/core'],
    ['Applied to area/core, thanks.', 'area/core'],
    ['Queued in foo next.', 'foo next'],
    ['It has been merged into ada/pump.git: https://git.example.org/c/0123456789ab', 'ada/pump.git'],
    ['Applied into the area-next branch.', 'area-next branch'],
    ['Merged into commit message, and applied both patches to s390 tree.', 's390 tree'],
    [
      "I've picked this up in the for-next branch of the dma-mapping tree now.",
      'for-next branch of the dma-mapping tree',
    ],
    ['I picked these four to the rdma tree, thanks', 'rdma tree'],
    ["I've rebased to rc4 and pushed this patch out to the foo next branch.", 'foo next'],
    ['Done and queued for kvm.', 'kvm'],
    ['Now queued up to all stable branches.', 'all stable branches'],
    ['Applied (to pump, not to pump-next).', 'pump'],
    ['Applied to tip:sched/core for a v6.7 merge, thanks!', 'tip:sched/core'],
    ['I made the changes and pushed it to the repository.', 'repository'],
  ])('is found in "%s"', (sentence, tree) => {
    expect(findPlace(sentence).tree).toBe(tree)
  })

  it.each([
    'I queued patches 1-9 for CI runners (and will also queue for next).',
    'Pulled in the morning already, thanks!',
    'Thanks, this first patch merged to get Tumbleweed fixed.',
    'Merged up to this patch (3 more are missing).',
    'Merged with git tag, and the entry added.',
    'Merged into commit message, thanks.',
    'Applied to both.',
    'Queued up for the next merge window.',
    'Queued for next week.',
    'Applied to the wrong tree, sorry.',
    'Applied in order, thanks.',
  ])('is not a word in "%s"', (sentence) => {
    expect(findPlace(sentence).tree).toBeNull()
  })
})

describe('an arrow below a quoted line', () => {
  it('asks for the code below it, and surprise asks for nothing', () => {
    expect(requestsChange('^ $iface')).toBe(true)
    const body = '> +first line\n                ^\n\t\t\tHuh? It was checked above.\n'
    expect(readStatements(body).map(({ position }) => position)).toEqual(['discusses'])
  })
})

describe('a question about another commit', () => {
  const ask = (sentence: string) => readStatements(sentence).map(({ position }) => position)
  it('asks nothing about the patch', () => {
    expect(ask('Out of curiosity, did you not use the helper in commit 0123456789ab on purpose?')).not.toContain('asks')
    expect(ask('Out of curiosity, did you not use the helper on purpose?')).toContain('asks')
  })
})
