/** What may come before the verb: thanks (<1e70fb20-dab5-214e-dae3-5949c8b59945@linux.ibm.com>), the number of patches, "I have" (<d9ec6f31-6125-0723-b7d7-5898abeb3289@arm.com>). */
const LEAD = `(?:(?:thanks?(?: you| a lot| everyone| all)?|many thanks|thx|ok(?:ay)?|great|nice|good|perfect|alright|right|cool|and|so|also|all(?: of it| good| patches)?|both(?: patches)?|now|(?:the |this )?(?:whole |entire )?(?:patch(?:es)?|series|patchset)(?: ?#?\\d[\\d ,&-]{0,20})?|(?:i(?: have|'ve|'ll have)?|we(?: have|'ve)?)(?: now| just)?|this(?: is| was| has been)?|it(?: is|'s)?(?: now)?|has been|have been|is|are|was|were|now)[ ,!.:-]{1,3}){0,4}`
const VERB = '(?:app+lied|queued|merged|picked|pushed|committed|pulled)'
const STARTS = new RegExp(`^${LEAD}${VERB}\\b(?<rest>.{0,160})`, 'i')
/** What must follow the verb: nothing, a place (<YoTWSxEYPo1MLQTc@osiris>), the thing that was applied, thanks (<YdnEe5sEoRLEBK3Y@osiris>). */
const FOLLOWS =
  /^(?:[\s,.!;:-]*$|[.,!;:]|\s+(?:(?:it|this|that|all|both|them|these|up|the|your|everything|one|1|patch(?:es)?|series|patchset|with|as|by|thanks?|and|now|manually|for|to|in|into|on|onto|via|v\d)\b|-?next\b|\(|-{1,2}|#?\d|"|\[|\S+\/\S+|`))/i
/** "applied on top of", "applied cleanly", "merged into one patch", "queued to be": these do not say that somebody applied the patch. <20221104233440.GA2443898@roeck-us.net>, <edb305079c28e49021166423af0378f8d218f269.camel@linux.ibm.com>, <Ynwh/Uk3IyiyRzO3@dev-arch.thelio-3990X>. */
const NOT_THE_DEED =
  /\b(?:on top of|cleanly|locally|to be\b|in(?:to)? (?:one|a single|patch)|if |when |before |after (?:this|that|the) patch|only (?:if|when)|to (?:all|both|every|each|my local|the (?:same|other|following|existing|whole|rest|result|return|value|driver|function|code))|(?:and|then) (?:tested|ran|run|built|boot\w*|compared|see|saw|was able|it (?:works|builds))|yet\b|by default|for (?:all|every|each) )/i
/** "I've applied this": <fd1fa794-1d23-ab95-f5d1-940621ccb2c7@linux.ibm.com>, <5a73bccdfd2a3210dba0495a77a9ec1e@linux.ibm.com>, <20220627103551.48b34517.alex.williamson@redhat.com>. */
const FIRST_PERSON =
  /\bI(?:'ve| have)?(?: now| just| already| (?:\S{1,20} ){1,5}and)? (?:applied|queued|picked|merged|pushed|folded|taken) (?:up )?(?:it|this|these|them|all|both|the (?:series|patch|patches|whole)|patch(?:es)? \d|your|v\d)\b(?<rest>.{0,160})/
/** "This series was applied to": <166202041493.31176.9077678732779929548.git-patchwork-notify@kernel.org>, and people who write like it. */
const TAKEN =
  /^(?:thanks,? )?(?:this |the )?(?:series|patch|patches)(?: has| have)? (?:was|were|been) (?:applied|queued|merged) (?:to|in|into|for)\b/i

/**
 * The rule `applies`: whether a sentence starts with (thanks,) applied / queued / merged / picked / pushed, or says "I've applied this". A tree
 * or thanks may follow. False positives: a tester who writes "Applied this series, works fine".
 */
export function saysApplied(sentence: string): boolean {
  if (sentence.endsWith('?')) return false
  if (TAKEN.test(sentence)) return true
  const starts = STARTS.exec(sentence)
  const rest = starts?.groups?.rest
  if (rest !== undefined && FOLLOWS.test(rest) && !NOT_THE_DEED.test(rest)) return true
  const first = FIRST_PERSON.exec(sentence)
  return first !== null && !NOT_THE_DEED.test(first.groups?.rest ?? '')
}

/** The tree or branch: <YoTWSxEYPo1MLQTc@osiris>, <YmqcHFtVTfvCCbTW@kernel.org>. */
const PLACE =
  /\b(?:applied|queued|merged|picked|pushed|committed|pulled)\b(?: (?:it|this|these|all|both|them|up|the (?:series|patch|patches)|patch(?:es)? [\d, &-]{1,20}))*(?: ?(?:up|now))? (?:on)?(?:to|in|into|for|via)(?: the| my| our| an?)? ([^\s,;!]{1,80}(?: (?:branch|tree|next|fixes|for|[a-z0-9/_.-]{2,40}))?)/i
/** The release: <164766213032.31329.14855996441316567317.b4-ty@oracle.com>. */
const RELEASE = /\b(?:for|to|in|targeting|queued up for)\s+(?:linux[- ])?(v?[3-9]\.\d{1,2}(?:-rc\d{1,2})?)\b/i

/** Where a patch went: the tree or branch and the release, each null unless the sentence names it. */
export function findPlace(sentence: string): { readonly tree: string | null; readonly release: string | null } {
  const tree = PLACE.exec(sentence)?.[1]?.replace(/[.:]+$/, '') ?? null
  const release = RELEASE.exec(sentence)?.[1] ?? null
  return { tree: tree !== null && tree === release ? null : tree, release }
}
