import type { CueRow } from '../../cueTable'

/** In answer to their own posting, an author says that it is not right as it is. */
export const FLAWS: readonly CueRow[] = [
  // <Y5iOOL4JQ3Vuxjnq@nvidia.com>
  {
    cue: /\b(?:nope|oops|argh|hm+|sorry|actually|unfortunately),? (?:it|this|the patch|v\d{1,2}) (?:\w+ )?(?:needs|lacks|misses|is missing) (?:an?|the|another|this)\b/i,
    yes: 'I thought I had let this sit long enough for the bot to check it, but nope, it needs a:',
    no: 'Unfortunately, it needs to sleep.',
  },
  {
    cue: /\b(?:this|it|the (?:patch|series|version)|patch \d{1,3}|v\d{1,2}) (?:\w+ )?(?:doesn't|does not|won't|fails to) (?:build|compile)\b(?! (?:an?|the)\b)/i,
    yes: 'Hm, this does not build without the config option.',
    no: 'It does not build a list.',
  },
  {
    cue: /\b(?:this|it|th(?:is|e) (?:patch|series|version)|patch \d{1,3}|v\d{1,2}) is (?:\w+ )?(?:broken|wrong|buggy|incomplete)\b(?! (?:before|without|with|in|on|since))/i,
    yes: 'Sorry, this version is still broken.',
    no: 'It is broken without this series.',
  },
  {
    cue: /\bI (?:\w+ )?(?:reali[sz]ed|noticed|found|spotted) (?:that )?(?:an? (?:\w+ )?(?:bug|mistake|leak|error) in|patch \d{1,3})\b/i,
    yes: 'I just noticed a bug in patch 3.',
    no: 'I just noticed a bug report.',
  },
  // <422cfce1-3ca7-3aca-ee98-ebfe96e60bec@suse.cz>, <OS7PR01MB11839F04EE1677BD9D02FE123FDAFA@OS7PR01MB11839.jpnprd01.prod.outlook.com>
  {
    cue: /\bI (?:\w+ )?(?:forg[eo]t|missed) (?:to (?:add|update|remove|change|include|amend|rebase|free|check)|the (?:lock|check|case|file))\b/i,
    yes: 'Sorry, I forgot to update .gitignore.',
    no: 'Sorry, I forgot to send this mail to the list.',
  },
]

/** What makes it something else: a question, a condition, a tag or an address that was forgotten. */
export const FLAWS_NOT: readonly CueRow[] = [
  {
    cue: /\?|\b(?:if|unless|whether|without (?:this|it)|before (?:this|it)|mainline|upstream|currently)\b|\b(?:cc|tags?|address|changelog|cover letter|link|report)\b/i,
    yes: 'I just noticed that I forgot the Cc.',
    no: 'I just noticed that I forgot the lock.',
  },
]

/** In answer to the report of a bot, an author says that it is right. <4b96b112d5415d08a81d30657feec2c8c3000f7c.camel@linux.ibm.com>. */
export const OWNS_REPORT: readonly CueRow[] = [
  {
    cue: /\b(?:will|'ll|going to) (?:\w+ )?(?:fix|correct|address)\b|\bfix(?:es|ed) (?:it|this|that|the (?:\w+ )?(?:error|warning|problem|issue|bug|build))\b/i,
    unless:
      /\?|\b(?:already|unrelated|if|false positive|not (?:mine|ours|a|caused|related|this))\b|\b(?:do|does)(?:n't| not)\b/i,
    yes: 'Not sure why gcc emits it, but casting old and new to 32 bit fixes the error.',
    no: 'It is already fixed in next.',
  },
  {
    cue: /^(?:\w+[,.!] )?(?:oops|argh|my (?:bad|mistake|fault)|good (?:catch|bot|robot)|right|indeed|thanks?,? (?:good catch|robot))(?=[,.!;]|$)/i,
    unless: /\b(?:false positive|unrelated|already)\b/i,
    yes: 'Oops, forgot to rebase.',
    no: 'The right robot.',
  },
]
