import { describe, expect, it } from 'vitest'
import { enoughLikeness, likeness, openIsCommon, subjectOf } from '../../lib/changelog/sharing'

const never = () => false
const alike = (item: string, own: string, around = '') =>
  likeness(subjectOf(item), { own: subjectOf(own), around: subjectOf(around) }, never)

describe('what an item and a comment share', () => {
  it('is counted in any form of a word, and a name or path counts twice', () => {
    expect(alike('say once that iommufd provides /dev/vfio/vfio', '/dev/vfio/vfio is provided by another module')).toBe(
      4,
    )
    expect(alike('rename ring_free', 'ring_free() is a bad name')).toBe(3)
  })

  it('counts what is marked as code twice: called, an option, a hidden file, between backquotes', () => {
    expect(alike('fix `--disable-static`', 'This ought to be disable-static.')).toBe(5)
    expect(alike('ignore `.dirstamp` anywhere', '.dirstamp should be globally ignored')).toBe(4)
    expect(alike('call probe() first', 'probe is late')).toBe(3)
    expect(alike('the disk is static at boot', 'This ought to be static.')).toBe(1)
  })

  it('counts half where only the lines that are quoted or the answer have it', () => {
    expect(alike('access vq->num_max without helper', 'no need for a helper', 'return vq->num_max;')).toBe(3)
    expect(alike('access vq->num_max without helper', 'looks odd', 'a helper for num_max')).toBe(0)
  })

  it('is one more for half of a short item, not for its only word', () => {
    expect(alike('Fixed copyright header', 'Well, here should be your copyright.')).toBe(2)
    expect(alike('free it at the end', 'Please free the buffer last.')).toBe(1)
  })

  it('is nothing for words that are said of any change, and for a small part of a long item', () => {
    expect(alike('fix the comment of the function', 'please fix this comment')).toBe(0)
    const long = 'Convert drivers sound crypto block network serial input display storage tracing clocks to folios'
    expect(alike(long, 'the clocks stop')).toBe(0)
  })

  it('is without words that many comments have', () => {
    const isCommon = openIsCommon(['ring buffer', 'ring size', 'ring lock', 'ring name'].map(subjectOf))
    expect(isCommon('ring')).toBe(true)
    expect(isCommon('lock')).toBe(false)
  })

  it('is without a word of every fifth of many comments, and with the words of a few', () => {
    const many = openIsCommon(
      Array.from({ length: 20 }, (_, at) => subjectOf(at < 4 ? 'lock' : at < 9 ? 'ring' : 'pump')),
    )
    expect(['lock', 'ring', 'valve'].map(many)).toEqual([false, true, false])
    expect(openIsCommon(['ring', 'ring', 'ring'].map(subjectOf))('ring')).toBe(false)
  })

  it('is enough sooner for an item about the patch than for any other, and for a request than for a question', () => {
    expect([enoughLikeness(true, true), enoughLikeness(false, true), enoughLikeness(true, false)]).toEqual([2, 3, 4])
  })
})
