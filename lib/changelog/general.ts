/**
 * Longer items say something of their own. Of 83 items in these words that name no code, in linux-s390 2022, ltp 2023, netfilter 2021 and the vfio series, 69 have at
 * most 8 words. Of 10 with 9 to 14 words, 6 are general; of 4 longer ones, one is: <20220429063724.480919-1-thuth@redhat.com>.
 */
const MAX_WORDS = 14
/** Of the items that are short enough, the longest has 102 characters. This bounds the work on one that is a single word. */
const MAX_CHARACTERS = 168

const REVIEW =
  /\b(?:address|incorporat|integrat|appl|follow|fix|resolv)[a-z]{0,5}\b.{0,40}\b(?:comments?|feedback|reviews?|suggestions?|remarks?)\b/i
const SMALL =
  /\b(?:minor|cosmetic|trivial|small|misc[a-z]{0,10}|various|some|several|other|few)\b.{0,30}\b(?:changes?|fix(?:es)?|clean[- ]?ups?|tweaks?|edits?|improvements?|adjustments?|updates?|issues?)\b/i
const KIND =
  /\bclean(?:ed|ing|s)?[- ]?ups?\b|\b(?:typos?|nits?|spelling|grammar|wording|comments|checkpatch|white ?spaces?|indentation|formatting|(?:coding|code) style|style (?:changes?|fix(?:es)?|issues?))\b/i
const BUILD =
  /\b(?:build|compil[a-z]{1,6}|sparse|smatch|lkp|0-?day|kernel test robot|gcc|clang|W=1)\b.{0,30}\b(?:warnings?|errors?|fail[a-z]{0,5}|issues?|fix[a-z]{0,3}|reports?|breakage)\b/i

/**
 * Lines of the largest change of a patch that small things are: of 111 changes that only such items announce in linux-s390 2022, 104 are not larger. The others
 * include 219 lines with "minor spelling fixes" (<20220409045043.23593-1-hch@lst.de>).
 */
const MAX_SMALL = 50

/**
 * How many lines a change may have that a changelog item announces without saying where: any number for "address comments", MAX_SMALL for "fix build warnings
 * (lkp)" and "minor cosmetic changes"; null for an item that is not general. The caller makes sure that it names no patch and no code. False positives
 * are short items about one comment in the code: <20220909102247.67324-1-kevin.tian@intel.com>.
 */
export function generalReach(text: string): number | null {
  if (text.length > MAX_CHARACTERS || text.trim().split(/\s+/).length > MAX_WORDS) return null
  if (REVIEW.test(text)) return Number.POSITIVE_INFINITY
  return [SMALL, KIND, BUILD].some((pattern) => pattern.test(text)) ? MAX_SMALL : null
}

const DROPS = /\b(?:drop|remov|omit|exclud|left out|leave out)/i
const APPLIED =
  /\b(?:already|been|were|was|are|is|got|now)\s(?:[a-z]{1,12}\s){0,2}(?:merged|applied|upstream(?:ed)?|queued|picked|accepted|pulled|taken)\b(?!\s(?:in)?to\s(?:the\s)?(?:patch|one|other)|\swith\b)/i
/** Characters of an item that are read. */
const MAX_TEXT = 1_000

/** "The riscv patch has already been merged": that a patch or series was applied, and no plan and no condition. */
const PATCH_APPLIED =
  /\b(?:patch(?:es)?|fix(?:es)?|commits?)\b[^.;]{0,40}\b(?:has|have|was|were|is|are|got)\s(?:already\s)?(?:been\s)?(?:already\s)?(?:merged|applied|queued|picked up|taken)\b(?!\s(?:in)?to\s(?:the\s)?(?:patch|one|other)|\s(?:with|on)\b)/i
const DOUBTS = /\b(?:not|once|until|after|when|if|depends?|requires?|since)\b/i

/** Whether an item says that a patch was applied. It may be any patch, of this series or of another. */
export function saysApplied(text: string): boolean {
  const start = text.slice(0, MAX_TEXT).replace(/\s+/g, ' ')
  return PATCH_APPLIED.test(start) && !DOUBTS.test(start)
}

/** Whether an item says that patches were dropped because a maintainer has them: "drop the patches that have been already merged". */
export function dropsApplied(text: string): boolean {
  const start = text.slice(0, MAX_TEXT).replace(/\s+/g, ' ')
  return DROPS.test(start) && APPLIED.test(start)
}
