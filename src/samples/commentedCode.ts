import { createRandom, type Random } from '../engine/random.ts';
import { pick } from './choices.ts';
import { VERB_STEMS } from './quayClauses.ts';

const LENGTH = 100_000;
const OPENS = 0.2;
const CLOSES = 0.25;
const NAMES = ['boat', 'rope', 'lamp', 'net', 'key', 'sum', 'tide', 'quay', 'mast'];

/**
 * C-like statements, many of them commented out by long block comments that open and close at random. Code and
 * comments have the same statements, but inside comments the semicolons are left out. The end of a line can therefore
 * be predicted only by remembering whether a comment is open.
 */
export function commentedCode(seed = 1): string {
  const random = createRandom(seed, 'samples/commented-code');
  let text = '';
  let isOpen = false;
  while (text.length < LENGTH || isOpen) {
    if (!isOpen && random.uniform() < OPENS) {
      isOpen = true;
      text += '/* ';
    }
    text += statement(random);
    if (!isOpen) text += ';';
    else if (random.uniform() < CLOSES) {
      isOpen = false;
      text += ' */';
    }
    text += '\n';
  }
  return text;
}

function statement(random: Random): string {
  const name = (): string => pick(random, NAMES);
  const verb = pick(random, VERB_STEMS);
  return pick(random, [
    () => `${name()} = ${name()} + ${name()}`,
    () => `${name()} = ${name()}[${name()}]`,
    () => `${name()} = ${verb}(${name()})`,
    () => `${verb}(${name()})`,
  ])();
}
