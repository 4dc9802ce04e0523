import type { OwnLine } from '../quote'
import { linesNear } from '../scope'
import type { ReviewTag } from '../tag'

/** The rule `conditions`: words near a tag that make the approval depend on something. "One comment below" does not: <c515a641-f250-44a7-4f84-e98836fe8413@linux.ibm.com>. */
const CONDITIONS: readonly RegExp[] = [
  // With that fixed. <20220203173739.2b3b7d1e@p-imbrenda>
  /\bwith\b[^.!?]{0,45}\b(?:made|fixed|addressed|changed|updated|corrected|removed|resolved|done|added|sorted|rephrased|dropped|renamed|modified|cleaned|clarified|adjusted|squashed|replaced|split|moved|taken care|incorporated|swapped|fixup)\b/i,
  // Once it is fixed. <e5b06907-471d-fe4f-8461-a7dea37abca2@linux.ibm.com>. To wonder if it should be fixed is not a condition: <86aa57d3-e92e-4846-8676-cb2f93dcf59c@linux.ibm.com>
  /\b(?<!\b(?:wonder|wondering|myself|sure|unsure|know|see|check) )(?:once|after|if|assuming|provided|given|conditional)\b(?! not needed)[^.!?]{0,70}\b(?:fix(?:ed|ing|up)?\b|address\w*|chang\w*|updat\w*|correct\w*|remov\w*|resolv\w*|done|added|adding|sorted|rephras\w*|drop\w*|renam\w*|modif\w*|clean\w*|clarif\w*|adjust\w*|squash\w*|replac\w*|split|moved|taken? care|incorporat\w*|agree\w*)\b/i,
  // With that. <20220419125517.GB2348@twin.jikos.cz>
  /\b(?:with|after) (?:that|this|those|these|the above|it)(?:,? (?:one|nits?|comments?|changes?|typos?|tweaks?|fixups?|modifications?|minor \w+))?\s*[:,.]?\s*(?:$|(?:you|feel|add|please|i |reviewed|acked))/im,
  // Other than that. <YfBafIXgnLzf0QMb@bombadil.infradead.org>
  /\bother (?:than|then) (?:that|those|these|this|the|my|a|one|some|minor)\b/i,
  // Apart from that. <BN9PR11MB5276ECD0D25C09D6A3686A3B8C839@BN9PR11MB5276.namprd11.prod.outlook.com>
  /\b(?:apart|aside) from\b|\bexcept (?:for |of )?(?:that|this|the|those|one|my|these|a|some)\b(?! I\b)/i,
  // Besides. <20220307171629-mutt-send-email-mst@kernel.org>
  /^\s*besides\b|\bbesides (?:that|this|those|these|the)\b|\bmodulo\b/im,
  // Otherwise. <90996285-9ae3-0030-a5e3-a3f1bfa23088@linux.ibm.com>, <b2295eba-722a-67e2-baae-20dac9d72625@linux.ibm.com>
  /\botherwise,? .{0,30}(?:lgtm|looks?|good|fine|ok|okay|nice|great|happy)\b|^\s*otherwise\s*[,:.]?\s*$/im,
  // Nits. <95cd44de-f035-4371-812f-5d6bad68cd7b@linux.ibm.com>, <541d85d3-4864-583c-ff33-d0f566770c9f@linux.ibm.com>
  /\b(?:\d|one|two|three|some|few|small|minor|tiny|little|a|the|couple of|single|only) (?:\w+ )?(?:nit|nits|nitpicks?|niggles?)\b|\bnits? (?:below|above|inline|aside|in )|\bminor (?:comments?|remarks?|things?|issues?|suggestions?|questions?|changes?)\b/i,
]
/** Comments that the reviewer plays down leave the approval unconditional. <88d6c9f2-15f7-9c3d-ce56-f448c27d2322@linux.ibm.com>, <1ff6e06c-e563-2b9c-3196-542fed7df0f9@linux.ibm.com>. */
const LIGHT =
  /\bnothing (?:critical|serious|blocking|major)|\bfeel free to (?:ignore|disregard)|\bup to you\b|\bno need to (?:re-?spin|re-?send|repost)|\bwith or without\b|\beither way\b|\bnot a (?:blocker|big deal)|\boptional\b|\bfeel free to \w+ (?:it |them )?or not\b|\bif you (?:want|like|prefer|feel like|think)\b|\byour (?:choice|call)\b|\bi (?:don't|do not) (?:feel strongly|have strong|insist)/i
/** A condition counts within this many lines above and below a tag. */
const LINES_BEFORE = 4
const LINES_AFTER = 2

/** The line that makes a tag conditional; undefined for a plain approval. */
export function findCondition(tag: ReviewTag, lines: readonly OwnLine[]): string | undefined {
  const near = linesNear(lines, tag.line - LINES_BEFORE, tag.line + LINES_AFTER)
  // A condition may be wrapped ("with the comment / fixed"), but the end of a line also ends "with that:".
  const joined = near.map(({ text }) => text.trim()).join('\n')
  const flat = joined.replace(/\n/g, ' ')
  if (LIGHT.test(flat)) return undefined
  for (const condition of CONDITIONS) {
    const found = condition.exec(joined) ?? condition.exec(flat)
    if (found === null || /\bthanks? for\b/i.test(found[0])) continue
    const start = found[0].trim().slice(0, 12)
    return near.find(({ text }) => text.includes(start))?.text.trim() ?? found[0].trim().slice(0, 200)
  }
  return undefined
}
