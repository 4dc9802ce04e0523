import type { CueRow } from '../../cueTable'

/** A patch has to wait. For what comes next: a later release, since a patch that waits for a review is not put off. */
export const DEFERS: readonly CueRow[] = [
  {
    cue: /\blet(?:'s| us|s) (?:\w+ )?(?:wait|hold|leave|keep|postpone|defer|delay|revisit|apply|merge)\b/i,
    yes: "Let's wait until after the release.",
    no: 'Let me check.',
  },
  {
    cue: /\b(?:this|it|these|they|patch(?:es|set)?|series|fix(?:es)?)\b.{0,40}\b(?:should|will|has to|have to|must|needs? to|can|could) (?:\w+ )?(?:wait|go in)\b/i,
    yes: 'So the fixes should just wait for the next merge window.',
    no: 'The caller should wait for the lock.',
  },
  {
    cue: /\b(?:this|these|patch(?:es|set)?|series)\b.{0,40}\b(?:should|will|has to|have to|must|needs? to) be (?:applied|merged|postponed|deferred|delayed|taken|queued)\b/i,
    yes: 'I think that this should be applied after the release.',
    no: 'It should be set after boot.',
  },
  {
    cue: /\b(?:I|we)(?:'ll| will|'d| would| have to)? (?:rather )?(?:postpone|defer|delay|hold|keep|apply|merge|queue|pick|take) (?:up |off )?(?:this|it|these|them)\b/i,
    yes: "Thanks, I'll apply this after the release.",
    no: "I'll apply the lock to it.",
  },
  {
    cue: /\b(?:postponed|deferred|deferring (?:this|it|these)|postponing (?:this|it|these)|on hold)\b/i,
    yes: 'Deferred to the next cycle.',
    no: 'It defers the probe.',
  },
]

/** What it waits for, after these words. */
export const LATER: readonly CueRow[] = [
  {
    cue: /\b(?:until|till|after|for|to) (?:after )?(?:the |this |my )?(?:next |upcoming |coming )?(?:\w{1,12} )?(?:release|merge window|cycle)\b/i,
    unless: /\bfor (?:the|this) (?:\w+ )?release\b|\b(?:lock|node|memory) release\b/i,
    yes: ' until after the release',
    no: ' for the lock',
  },
  { cue: /\b(?:until|till|after) (?:the )?(?:v?\d\.\d{1,2}|-?rc\d)/i, yes: ' until 6.3-rc1 is out', no: ' in 6.3' },
]

/** It is too late, or somebody says how the patch is filed. */
export const DEFERRED: readonly CueRow[] = [
  {
    cue: /\btoo late for (?:this|the|v?\d\S*|-?rc\d) ?(?:merge window|cycle|release|kernel|version)?\b/i,
    yes: "It's too late for this merge window.",
    no: 'It is too late to sleep.',
  },
  {
    cue: /\b(?:clos|mark|sett?)(?:ing|ed|e)? (?:\w+ ){1,5}as ["'“]?deferred\b(?! work)/i,
    yes: 'Marking this as deferred in patchwork.',
    no: 'It is marked as deferred work.',
  },
]

/** The same words in a sentence that defers a part of the work, leaves it open, or asks. */
export const DEFERS_NOT: readonly CueRow[] = [
  {
    cue: /\b(?:function|macro|comment|check|hunk|line|helper|cleanup|flag|rest|properly|if you|whether|unless|or)\b/i,
    yes: 'If you want, this can wait for the next release.',
    no: 'This can wait for the next release.',
  },
]

/** A patch is not needed, or is for somebody else's tree. */
export const NOT_FOR_US: readonly CueRow[] = [
  {
    cue: /\b(?:this|that|it|the (?:problem|issue|bug|patch)) (?:is|was|has been) already (?:been )?(?:fixed|solved|handled) (?:in|by|upstream|with)\b/i,
    unless: /\b(?:in|by) (?:this|your|the) (?:patch|series|function|caller|code|loop)/i,
    yes: 'The problem is already fixed in -next.',
    no: 'The problem is already fixed in this patch.',
  },
  {
    cue: /\b(?:this|these|the) (?:patch(?:es|set)?|series|fix) (?:is|are) (?:no longer|not) (?:needed|necessary|required|relevant|applicable)\b/i,
    unless: /\b(?:if|then|unless|by|for|when)\b/i,
    yes: 'This patch is no longer needed.',
    no: 'This lock is no longer needed.',
  },
  {
    cue: /\bthere is already (?:a|an|another) (?:\w+ )?(?:fix|patch) (?:queued|applied|merged|for this)\b/i,
    yes: 'Thanks, but there is already a fix queued.',
    no: 'There is already a lock.',
  },
  // <a832cb21-1fe-62c-9ba8-f867488efade@netfilter.org>
  {
    cue: /\b(?:already|just) (?:sent|posted|submitted) (?:a|the) (?:very )?(?:same|identical) (?:fix|patch|change)\b/i,
    unless: /\b(?:if|whether|I) (?:\w+ )?(?:already|just)\b/i,
    yes: 'Ann already sent the same fix and I acked it.',
    no: 'Ann already sent the same mail.',
  },
  {
    cue: /\bthis (?:patch|series|fix|one) is (?:just )?a duplicate\b/i,
    unless: /\b(?:if|whether)\b/i,
    yes: 'You have sent this to net, so this patch is a duplicate.',
    no: 'This entry is a duplicate.',
  },
  {
    cue: /\b(?:clos|mark|sett?)(?:ing|ed|e)? (?:this|it|these) (?:\w+ ){0,4}(?:as )?["'“]?(?:not[ -]applicable|n\/a)\b/i,
    yes: 'Marking this as Not applicable.',
    no: 'It is not applicable to strings.',
  },
  // <20231026094800.GA584918@pevik>
  {
    cue: /\bclosing (?:this|it|these)\b.{0,40}\bnot applicable\b/i,
    yes: "I'm closing this in patchwork because it's not applicable now.",
    no: 'Closing this descriptor is not necessary.',
  },
]

/** Whoever reviews it goes on with it in their own series, so nobody has to do what they ask for before. <Y9L45DgVD7g+NYFb@pevik>. */
export const TAKES_OVER: readonly CueRow[] = [
  {
    cue: /\bI [^;?]{0,90}\b(?:put|included|folded|took) (?:it|this|your (?:patch|change|fix)) (?:in|into|to) (?:\w+ ){0,3}(?:clean-?up|series|patch ?set|rework)\b/i,
    unless: /\b(?:if|should|would|could|can)\b|\bclean-?up (?:function|path|code|handler|callback|phase|routine)\b/i,
    yes: 'FYI I changed your patch to use the check alone and put it into a larger cleanup series.',
    no: 'I put it into the cleanup function.',
  },
]

/** Another series takes the place of this one, as somebody says who did not write it. <20230215144225.25008-1-mdoucha@suse.cz>. */
export const SUPERSEDES: readonly CueRow[] = [
  {
    cue: /\b(?:clos|mark|sett?)(?:ing|ed|e)? (?:this|it|these) (?:\w+ ){0,4}as ["'“]?superseded\b/i,
    yes: 'I set this in patchwork as superseded.',
    no: 'I set [1] in patchwork as superseded.',
  },
  {
    cue: /\b(?:alternative|other|another|different) (?:\w+ ){0,4}(?:was|is|got|has been) (?:merged|applied|pushed)\b.{0,120}\bclosing\b/i,
    yes: 'Because alternative test from Ann was merged, I am closing this.',
    no: 'Because the other test was merged, I can go on.',
  },
  ...TAKES_OVER,
  // <bfcd6504-c717-8e60-a1ad-d173f3bea02f@roeck-us.net>
  {
    cue: /^(?:but )?(?:a|another) (?:\w+ )?(?:patch|fix)(?: (?:to|for) [^,.;?]{1,80})? (?:has|was) (?:already )?(?:been )?(?:submitted|sent|posted|queued)\b/i,
    unless: /\?|\b(?:if|once|when|after|since|this|your) /i,
    yes: 'A patch to fix the macro has been submitted.',
    no: 'The patch was sent after the release.',
  },
  // <20210602104049.GA8127@salvia>
  {
    cue: /\bI(?:'d| would)? (?:prefer to|rather) (?:fix|solve|do) (?:this|it)\b.{0,40}\bwith (?:this|my|another|a different) (?:\w+ )?(?:patch|fix|series)\b/i,
    unless: /\b(?:in|of) (?:this|the) (?:patch|series)\b/i,
    yes: "I prefer to fix this in foo-next with this patch I'm proposing:",
    no: 'I prefer to fix this with a lock in this patch.',
  },
]

/** A new version is needed, as somebody says who files the patches. <20231103185420.GA1111882@pevik>, <YYEi9gPdID3GTGg5@salvia>. */
export const WANTS_NEW: readonly CueRow[] = [
  {
    cue: /\b(?:mark|sett?)(?:ing|ed)? (?:this|it|these|the \w+)(?: \w+){0,4} (?:as|to) ["'“]?change[sd]? requested\b/i,
    yes: 'Setting this as changes requested.',
    no: 'Setting this flag was requested.',
  },
]
