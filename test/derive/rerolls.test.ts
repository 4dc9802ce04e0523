import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, mail, relations, type Short } from './fixture'
import { ABC, patchOf, single, XYZ } from './postings'

describe('a title with another area in front', () => {
  // <1646226968-2315-1-git-send-email-alibuda@linux.alibaba.com>, <20220206154856.2355838-1-walt@drummond.us>
  const old = single('a', '[PATCH] drm: stop the clock twice over', 0, ['one', 'two'])

  it('is the same title when a line of the code is the same', () => {
    const next = single('b', '[PATCH v2] drm/panel: stop the clock twice over', 9, ['two', 'three', 'four', 'five'])
    expect(derive([old, next])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
  })

  it('is the same title when there is no code to compare', () => {
    const covers = [
      { id: 'a', subject: '[PATCH 0/2] drm: stop the clock twice over' },
      { id: 'b', subject: '[PATCH v2 0/2] stop the clock twice over', at: 9 },
    ]
    expect(derive(covers)).toHaveLength(1)
  })

  it('is another title when the code has no line in common, and when few words are left of it', () => {
    const other = { body: patchOf('net.c', XYZ) }
    expect(derive([old, single('b', '[PATCH v2] net: stop the clock twice over', 9, XYZ, other)])).toHaveLength(2)
    const short = [single('a', '[PATCH] drm: fix typo', 0, ABC), single('b', '[PATCH v2] net: fix typo', 9, XYZ, other)]
    expect(derive(short)).toHaveLength(2)
  })
})

describe('a version that names an older one', () => {
  const earlier = single('old@example.org', '[PATCH v3] first attempt at it', 0, ABC)
  const named = single('new@example.org', '[PATCH] second attempt at it', 20, XYZ)

  it('continues the series of that one, although a similar one has a higher number', () => {
    // <20220624044339.1533882-1-anshuman.khandual@arm.com>
    const body = patchOf('driver.c', ABC, 'Changes in v4:\n- v1: https://lore.example.org/all/new@example.org/\n')
    const next = single('d', '[PATCH v4] second attempt at it again', 40, ABC, { body })
    expect(derive([earlier, named, next])).toEqual([
      ['v3: - 1=old@example.org'],
      ['v1: - 1=new@example.org', 'v4: - 1=d'],
    ])
    expect(derive([earlier, named, { ...next, body: patchOf('driver.c', ABC) }])).toHaveLength(2)
  })

  it('may name a cover letter that went to other lists only', () => {
    // <20221104054053.431922658@goodmis.org>
    const old = [1, 2].map((number) =>
      single(`a${number}`, `[PATCH v2 ${number}/2] part ${number}`, number, [`w${number}`], {
        to: ['unseen@example.org'],
      }),
    )
    const notes = 'Changes since v2: https://lore.example.org/all/unseen@example.org/\n'
    const next = single('b', '[PATCH v3] all in one', 50, XYZ, { body: patchOf('driver.c', XYZ, notes) })
    expect(derive([...old, next])).toEqual([['v2: - 1=a1 2=a2', 'v3: - 1=b']])
    expect(derive([...old, { ...next, body: patchOf('driver.c', XYZ) }])).toHaveLength(2)
  })
})

describe('the next number', () => {
  const grown = (mark: string) => [
    single('b1', `[PATCH${mark} 1/3] other words for it`, 10, ABC, { to: [] }),
    single('b2', `[PATCH${mark} 2/3] more`, 11, XYZ, { to: ['b1'], body: patchOf('more.c', [...XYZ, 'red', 'green']) }),
    single('b3', `[PATCH${mark} 3/3] most`, 12, XYZ, { to: ['b1'], body: patchOf('most.c', [...XYZ, 'red', 'green']) }),
  ]

  it('with all of the older code and much more is the next version', () => {
    // <20220720131934.373932-2-shorne@gmail.com>, <20220721133002.142897-1-imbrenda@linux.ibm.com>
    const old = single('a', '[PATCH] one', 0, ABC)
    expect(derive([old, ...grown(' v2')])).toEqual([['v1: - 1=a', 'v2: - 1=b1 2=b2 3=b3']])
  })

  it('is required for that: under another number the patch is only absorbed', () => {
    const old = single('a', '[PATCH] one', 0, ABC)
    expect(derive([old, ...grown(' v3')])).toHaveLength(2)
    expect(relations([old, ...grown(' v3')])).toEqual(['v3 absorb a'])
    expect(relations([old, ...grown('')])).toEqual(['v1 absorb a'])
  })
})

describe('a lone patch of a series', () => {
  const old = [
    single('a1', '[PATCH 1/3] one', 0, ABC),
    single('a2', '[PATCH 2/3] two', 1, ['two'], { to: ['a1'], body: patchOf('two.c', ['two']) }),
    single('a3', '[PATCH 3/3] three', 2, ['three'], { to: ['a1'], body: patchOf('three.c', ['three']) }),
  ]

  it('in reply to its older version gets the place of its number, whatever its title', () => {
    // <20220412114039.122351-1-nrb@linux.ibm.com>
    const next = single('b', '[PATCH v2 2/3] quite another title', 20, ['red'], { to: ['a2'] })
    expect(derive([...old, next])).toEqual([['v1: - 1=a1 2=a2 3=a3', 'v2 partial: - 1=a1* 2=b 3=a3*']])
  })

  it('of a series with another total does not', () => {
    expect(
      derive([...old, single('b', '[PATCH v2 2/5] quite another title', 20, ['red'], { to: ['a2'] })]),
    ).toHaveLength(2)
  })
})

describe('the same title and number again', () => {
  it('is two patches when they have no line in common', () => {
    // <20220818210102.7301-1-wsa+renesas@sang-engineering.com>, <20221022053222.20614-1-wangjianli@cdjrlc.com>
    const first = single('a', '[PATCH] s390: use the safe copy', 0, ABC)
    const other = single('b', '[PATCH] s390: use the safe copy', 2, XYZ)
    expect(derive([first, other])).toHaveLength(2)
    expect(derive([first, { ...other, body: patchOf('driver.c', [...XYZ, 'alpha']) }])).toHaveLength(1)
  })

  it('is a repost when it answers the first', () => {
    const first = single('a', '[PATCH] s390: use the safe copy', 0, ABC)
    expect(derive([first, single('b', '[PATCH] s390: use the safe copy', 2, XYZ, { to: ['a'] })])).toHaveLength(1)
  })
})

describe('an earlier posting', () => {
  it('is preferred to a later one with a lower number', () => {
    // <20220310103112.2156-1-frankja@linux.ibm.com>
    const mails = [
      single('a', '[PATCH] dump the whole machine', 0, ABC),
      single('b', '[PATCH v2] dump the whole machine', 10, ABC),
      single('c', '[PATCH] dump the whole machine', 30, ABC),
    ]
    const { series } = deriveMails(mails.map(mail))
    const links = series.flatMap(({ versions }) =>
      versions.map(({ label, link }) => [label, link === null ? '-' : versions[link.to - 1]?.label]),
    )
    expect(links).toContainEqual(['v2', 'v1'])
  })
})

describe('a revert', () => {
  it('continues nothing and absorbs nothing, however much of the code it shares', () => {
    // <20220523153110.474996-1-liuyacan@corp.netease.com>
    const old = single('a', '[PATCH] add the switch', 0, ABC)
    const body = `This reverts commit 0123456789ab ("add the switch").\n${patchOf('driver.c', ABC)}`
    const revert = single('b', '[PATCH v2] Revert "add the switch"', 9, ABC, { body })
    expect(derive([old, revert])).toHaveLength(2)
    expect(relations([old, revert])).toEqual([])
  })
})

describe('partial rerolls without end', () => {
  it('take patches over until the series has ten thousand of them, and say so', () => {
    const patches = Array.from({ length: 150 }, (_, at): Short => {
      const number = at + 1
      return {
        id: `p${number}`,
        subject: `[PATCH ${number}/150] part ${number}`,
        to: at === 0 ? [] : ['p1'],
        at: number,
        body: '',
      }
    })
    const posted = patches.map((one) => ({ ...one, body: patchOf(`${one.id}.c`, ABC) }))
    const rerolls = Array.from({ length: 80 }, (_, at): Short => {
      const to = [at === 0 ? 'p2' : `r${at - 1}`]
      return { id: `r${at}`, subject: `[PATCH v${at + 2} 2/150] part 2`, to, at: 200 + at, body: patchOf('p2.c', ABC) }
    })
    const { series, issues } = deriveMails([...posted, ...rerolls].map(mail))
    const versions = series.flatMap((one) => one.versions)
    expect(versions.filter(({ partial }) => partial)).toHaveLength(67)
    expect(issues.filter(({ issue }) => issue.text.includes('10,000 patches already'))).toHaveLength(13)
  })
})
