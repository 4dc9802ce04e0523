import { at } from '../../../lib/at'
import { DAY_MS } from '../../../lib/isoTime'
import { codeLine, createNumbers, diffOf, type Plan, planPatch } from './madeUp'

/** A made-up mailing list. Every mail is raw, and later than all mails before it. */
export interface MadeUpList {
  /** The mails of one more week. */
  readonly nextWeek: () => readonly string[]
  /** A review comment on a series that a contributor posted last. */
  readonly replyToSeries: () => string
  /** A reply to the newest cover letter of the maintainer. */
  readonly replyToCover: () => string
  /** A new version of a series that a contributor posted last. */
  readonly respin: () => readonly string[]
}

interface Person {
  readonly name: string
  readonly addresses: readonly string[]
}

interface Series {
  readonly author: Person
  readonly title: string
  readonly plans: readonly Plan[]
  readonly version: number
}

interface Written {
  readonly id: string
  readonly subject: string
  readonly raw: string
}

/** A cover letter, or a patch without one, and all mails posted with it. */
interface Pull {
  readonly head: Written
  readonly raws: readonly string[]
}

interface Posted extends Series, Pull {
  readonly patches: readonly Written[]
}

/** The first week of the list. */
const START_MS = Date.UTC(2016, 0, 4)
/** In a week. */
const NEW_SERIES = 14
const TAKEN_PATCHES = 10
const MAX_VERSION = 4

const MAINTAINER: Person = { name: 'Mia Maintainer', addresses: ['mia@example.org'] }
const BOT: Person = { name: 'Nightly Bot', addresses: ['bot@example.org'] }
const CONTRIBUTORS = Array.from({ length: 300 }, (_, index): Person => {
  const own = `dev${index}@example.org`
  return { name: `Dev Number${index}`, addresses: index % 4 === 0 ? [own, `dev${index}@work.example.org`] : [own] }
})
const REVIEWERS = Array.from({ length: 12 }, (_, index): Person => {
  return { name: `Rex Reviewer${index}`, addresses: [`rex${index}@example.org`] }
})
const COMMENTS = [
  'Why is this lock needed here?',
  'Please rename this, the name is misleading.',
  'This leaks the buffer on the error path.',
  'nit: please drop the blank line.',
]
const ANSWERS = ['Right, I will fix this in the next version.', 'Good point, will change it.', 'The caller holds it.']

/**
 * Opens a list that is the same on every run. Each week contributors post new series and new versions of those of the week before, every
 * fourth contributor from two addresses in turn; a dozen people review most patches; the maintainer answers "Applied, thanks." to the
 * series that nobody posted again, and posts their patches once more, with their titles and code, below a cover letter that has the same
 * title every week; and a bot posts a patch with the same title every night.
 */
export function openList(): MadeUpList {
  const draw = createNumbers(23)
  const pick = <T>(items: readonly T[]): T => at(items, draw() % items.length)
  const post = openPosts()
  let open: readonly Posted[] = []
  let [week, units] = [0, 0]
  let pulled: Pull | undefined

  const newSeries = (): Series => {
    const count = draw() % 2 === 0 ? 1 : 2 + (draw() % 5)
    const plans = Array.from({ length: count }, () => planPatch(units++, draw))
    const title = count === 1 ? at(plans, 0).title : `Rework the units up to ${units}`
    return { author: pick(CONTRIBUTORS), title, plans, version: 1 }
  }
  const respin = ({ author, title, plans, version }: Series): Series => {
    const edit = (plan: Plan) => ({ ...plan, added: [...plan.added.slice(0, -2), codeLine(draw), codeLine(draw)] })
    return { author, title, plans: plans.map((plan) => (draw() % 2 === 0 ? plan : edit(plan))), version: version + 1 }
  }
  const review = ({ author, plans, patches: posted }: Posted): string[] =>
    plans.flatMap((plan, index) => {
      if (draw() % 10 > 6) return []
      const rex = pick(REVIEWERS)
      const comment = draw() % 2 === 0 ? `Reviewed-by: ${mailbox(rex)}` : pick(COMMENTS)
      const patch = at(posted, index)
      const quoted = plan.added.slice(0, 8).map((line) => `> +${line}`)
      const comments = post.reply(rex, [patch], [...quoted, comment])
      if (draw() % 3 > 0) return [comments.raw]
      return [comments.raw, post.reply(author, [patch, comments], [`> ${comment}`, pick(ANSWERS)]).raw]
    })
  return {
    nextWeek() {
      post.startAt(START_MS + week++ * 7 * DAY_MS)
      const again = open.filter(({ version }) => version < MAX_VERSION && draw() % 10 < 6)
      const taken = open.filter((series) => !again.includes(series))
      const series = [...again.map(respin), ...Array.from({ length: NEW_SERIES }, newSeries)]
      open = series.map((one) => post.series(one))
      const reviews = open.flatMap(review)
      const applied = taken.map(({ head }) => post.reply(MAINTAINER, [head], ['Applied, thanks.']).raw)
      const patches = taken.flatMap(({ plans, author }) => plans.map((plan) => ({ plan, author })))
      // Nothing is taken in the first week.
      const pull = patches.length > 0 ? post.pull(patches) : undefined
      pulled = pull ?? pulled
      const nights = Array.from({ length: 7 }, () => post.nightly(planPatch(units++, draw)))
      return [...open.flatMap(({ raws }) => raws), ...reviews, ...applied, ...(pull?.raws ?? []), ...nights]
    },
    replyToSeries: () => post.reply(pick(REVIEWERS), [pick(open).head], ['Please split this patch.']).raw,
    replyToCover() {
      if (pulled === undefined) throw new Error('a list without a week has no cover letter')
      return post.reply(pick(REVIEWERS), [pulled.head], ['This does not build here.']).raw
    },
    respin: () => post.series(respin(pick(open))).raws,
  }
}

function mailbox({ name, addresses }: Person, turn = 0): string {
  return `${name} <${at(addresses, turn % addresses.length)}>`
}

interface Letter {
  readonly from: Person
  /** Which of their addresses the sender uses. */
  readonly turn?: number
  readonly subject: string
  /** The mails above, nearest last. */
  readonly above: readonly Written[]
  readonly body: readonly string[]
}

/** Writes mails a minute apart. */
function openPosts() {
  let [count, ms] = [0, START_MS]
  const write = ({ from, turn = 0, subject, above, body }: Letter): Written => {
    const id = `${++count}.frob@example.org`
    ms += 60_000
    const nearest = above[above.length - 1]
    const lines = [
      `From: ${mailbox(from, turn)}`,
      'To: frob@lists.example.org',
      ...(from === MAINTAINER ? [] : [`Cc: ${mailbox(MAINTAINER)}`]),
      `Date: ${new Date(ms).toUTCString()}`,
      `Message-ID: <${id}>`,
      ...(nearest === undefined ? [] : [`In-Reply-To: <${nearest.id}>`]),
      ...(nearest === undefined ? [] : [`References: ${above.map((one) => `<${one.id}>`).join(' ')}`]),
      `Subject: ${subject}`,
      '',
      ...body,
      '',
    ]
    return { id, subject, raw: lines.join('\n') }
  }
  const text = (plan: Plan, signers: readonly string[]) => [
    ...plan.message,
    '',
    ...signers.map((signer) => `Signed-off-by: ${signer}`),
    '---',
    ...diffOf(plan),
  ]
  return {
    startAt(time: number): void {
      ms = time
    },
    reply(from: Person, above: readonly [Written, ...Written[]], body: readonly string[]): Written {
      return write({ from, subject: `Re: ${above[0].subject}`, above, body })
    },
    /** A series of a contributor; one of several patches has a cover letter. */
    series(series: Series): Posted {
      const { author, title, plans, version } = series
      const mark = (part: string) => `[PATCH${version > 1 ? ` v${version}` : ''}${part}]`
      const signers = author.addresses.map((_, turn) => mailbox(author, turn))
      const patch = (plan: Plan, part: string, above: readonly Written[]) =>
        write({ from: author, turn: version, subject: `${mark(part)} ${plan.title}`, above, body: text(plan, signers) })
      if (plans.length === 1) {
        const head = patch(at(plans, 0), '', [])
        return { ...series, head, patches: [head], raws: [head.raw] }
      }
      const changes = version > 1 ? [`Changes in v${version}:`, '- address the comments', ''] : []
      const body = ['These patches rework what the units share.', '', ...changes]
      const subject = `${mark(` 0/${plans.length}`)} ${title}`
      const head = write({ from: author, turn: version, subject, above: [], body })
      const patches = plans.map((plan, index) => patch(plan, ` ${index + 1}/${plans.length}`, [head]))
      return { ...series, head, patches, raws: [head, ...patches].map(({ raw }) => raw) }
    },
    /** Patches that the maintainer has taken, below a cover letter. */
    pull(taken: readonly { readonly plan: Plan; readonly author: Person }[]): Pull {
      const few = taken.slice(0, TAKEN_PATCHES)
      const mark = (index: number) => `[PATCH net ${index}/${few.length}]`
      const body = ['These are the fixes of this week.', '', 'Please apply.']
      const head = write({ from: MAINTAINER, subject: `${mark(0)} Frob fixes for net`, above: [], body })
      const patches = few.map(({ plan, author }, index) => {
        const signed = text(plan, [mailbox(author), mailbox(MAINTAINER)])
        const from = [`From: ${mailbox(author)}`, '', ...signed]
        return write({ from: MAINTAINER, subject: `${mark(index + 1)} ${plan.title}`, above: [head], body: from })
      })
      return { head, raws: [head, ...patches].map(({ raw }) => raw) }
    },
    nightly(plan: Plan): string {
      ms += DAY_MS / 2
      const body = text(plan, [mailbox(BOT)])
      return write({ from: BOT, subject: '[PATCH] frob: Update the generated tables', above: [], body }).raw
    },
  }
}
