import type { PersonDetail, PersonView } from '../../db/queries/views'
import { visible } from './visible'

/** The name of a person, else an address. */
export function personName({ name, emails }: PersonDetail): string {
  return name || emails[0] || 'unknown'
}

/** The name of a person as a page shows it, else the part of the address before the @, so that pages do not spread whole addresses. */
export function nameWithoutDomain({ name, email }: PersonView): string {
  return visible(name) || visible(localPart(email))
}

/** The part of an address before the @; all of it if there is none. */
export function localPart(email: string): string {
  return email.split('@', 1).join('')
}

/** Identifies a person within a series, where people do not share addresses. */
export function personKey({ name, emails }: PersonDetail): string {
  return emails[0] ?? name
}

/** `eric-auger`, as in `#by-eric-auger`. A name without Latin letters becomes its code points. */
export function personSlug({ name, emails }: PersonDetail): string {
  const words = name || localPart(emails[0] ?? '')
  const latin = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (latin !== '') return latin.slice(0, 60)
  return (
    [...words]
      .slice(0, 8)
      .map((letter) => (letter.codePointAt(0) ?? 0).toString(36))
      .join('-') || 'unknown'
  )
}
