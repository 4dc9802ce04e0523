import type { CueRow } from '../../cueTable'

/** Below a quotation of the reviewer's own tag, these words take it back. */
export const STRIKES: readonly CueRow[] = [
  {
    cue: /^(?:sorry,? )?(?:(?:this|that|it)(?: is|'s) )?(?:not (?:\w+ )?(?:any ?more|any longer)|no longer)\b/i,
    yes: 'Not any more, sorry.',
    no: 'This is not checked.',
  },
  {
    cue: /^(?:sorry,? )?(?:please,? )?(?:remove|drop|delete|strike|ignore|disregard|discard)(?: (?:this|that|it|the tag))?(?: again| please| for now)?[.,!;]*$/i,
    yes: 'Please remove.',
    no: 'Please remove the lock.',
  },
  // <CAPDyKFqGSt2NFe8aY=6rkp4P-WH7DCO1fmWrcXk4_5XNEvv25w@mail.gmail.com>
  {
    cue: /\b(?:was|is)(?: not|n't) (?:\(?(?:yet|really|quite|actually)\)? )?(?:my intent(?:ion)?|intended|intentional|meant)\b(?! to (?!be (?:sent|given)|give|send|ack))/i,
    yes: 'This was not (yet) my intention.',
    no: 'It was not my intention to offend anybody.',
  },
  {
    cue: /(?:^|\bI |, ?)(?:did(?:n't| not)|never) (?:\w+ )?(?:mean|intend|want)(?:ed)? to (?:\w+ )?(?:give|send|add|ack|tag|review|approve|include)\b/i,
    unless: /\?|\b(?:twice|html|off-?list|privately)\b/i,
    yes: "Sorry, I didn't mean to give this yet.",
    no: 'I did not mean to send this twice.',
  },
  {
    cue: /\bI (?:did(?:n't| not)|never) (?:\w+ )?(?:mean|intend|want)(?:ed)? (?:this|that|it)(?: (?:yet|to go out))?[ .,!;)(]*$/i,
    yes: 'I did not intend this yet.',
    no: 'I did not mean that lock.',
  },
  {
    cue: /\b(?:sent|gave|added)\b(?: \w+){0,3} (?:too (?:early|soon|fast|quickly)|prematurely|by (?:mistake|accident)|in error)\b/i,
    unless: /\?/,
    yes: 'Oops, sent that too early.',
    no: 'The lock is taken too early.',
  },
  {
    cue: /\b(?:this|that|it|tag) (?:was|is|came) (?:\w+ )?(?:too (?:early|soon|fast|quickly)|premature|(?:by|a) (?:mistake|accident))\b/i,
    unless: /\?/,
    yes: 'That was premature.',
    no: 'The interrupt came too early.',
  },
  {
    cue: /^(?:sorry|oops|argh|no)?[,.! ]*not (?:quite )?yet(?=[.,!;]|$)/i,
    yes: 'Sorry, not yet.',
    no: 'Not yet checked in the error path.',
  },
  {
    cue: /^(?:sorry|oops|argh)?[,.! ]*(?:(?:this|that|it) was )?(?:meant )?(?:for |on |to )?(?:the wrong|wrong|another) (?:patch|thread|series)(?=[.,!;]|$)/i,
    yes: 'Oops, wrong patch.',
    no: 'The wrong patch was applied.',
  },
]

/** A line above a tag of another kind which says that this one was meant, in answer to the own mail. */
export const CORRECTS: readonly CueRow[] = [
  {
    cue: /\bshould (?:be|read|have (?:been|read))(?: (?:an? )?["'“]?[\w-]+-by["'”]?)?[\s:.]*$/i,
    yes: 'Sorry, wrong one -- should be:',
    no: 'This should have been merged already.',
  },
  {
    cue: /\bI meant(?: to (?:say|send|give))?(?: (?:an? )?["'“]?[\w-]+-by["'”]?)?[\s:.]*$/i,
    yes: 'Sorry, I meant',
    no: 'I meant the other lock.',
  },
  {
    cue: /\bplease (?:use|take|add) (?:this|that|the following)(?: one| tag)?(?: instead)?[\s:.]*$|^(?:use )?(?:this )?instead[\s:.]*$/i,
    yes: 'Please use this one instead:',
    no: 'Please use a mutex instead.',
  },
]
