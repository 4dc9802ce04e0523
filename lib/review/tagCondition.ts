/** A review tag with its person: `Reviewed-by: Ann Author <ann@example.org>`. The address of a wrapped one is on the next line. */
const TAG = /(?<![\w-])[A-Z][A-Za-z-]{1,40}-by:(?:[^<>:]{0,100}<[^<>]{0,100}>|[^<>:]{0,100}$)?/

/** "... you can add my: Reviewed-by". */
const OFFER = /,? ?(?:(?:you|please) (?:can |may )?|feel free to )(?:add|have|take|use)(?: my)?$/i

/** The words on which a tag depends, from the sentence of the rule `conditions`: `with those two nits fixed`. The whole sentence where the tag is all of it. */
export function conditionOf(sentence: string): string {
  const words = sentence
    .replace(TAG, ' ')
    .trim()
    .replace(/^[,;:] ?|\s?[,;:]$/g, '')
    .trim()
    .replace(OFFER, '')
  return words === '' ? sentence : words
}

/** "With that fixed", "once this is done". */
const BACK =
  /\b(?:with|once|when|after|if|assuming) (?:(?:all )?(?:that|this|these|those|it|them)|the above)(?:'s| is| are| gets?)? (?:\w+ed|done|sorted out|taken care of)\b/i

/** Whether the condition of a tag is something that was asked for before, maybe by somebody else. <20221025182039.6dc82fbf@p-imbrenda> */
export function refersBack(sentence: string): boolean {
  return BACK.test(sentence.replace(TAG, ' '))
}
