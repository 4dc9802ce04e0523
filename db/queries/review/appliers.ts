import type { Db } from '../../open'
import type { PersonDetail } from '../views'
import { findMaintainers } from './maintainers'
import { findSoleRecipient } from './soleRecipient'

interface Appliers {
  readonly people: readonly PersonDetail[]
  /** The Message-ID of the posting, where only its To shows who is meant; else null. */
  readonly sentIn: string | null
}

/** Who has to apply a series where no reply says who; if nothing shows who applies such patches, the one person to whom it was sent. */
export function findAppliers(db: Db, series: number, author: string): Appliers {
  const people = findMaintainers(db, series, author, 'apply')
  const sole = people.length === 0 ? findSoleRecipient(db, series, author) : undefined
  return sole === undefined ? { people, sentIn: null } : { people: [sole.person], sentIn: sole.sentIn }
}
