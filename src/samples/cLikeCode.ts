/**
 * Code that looks like C. Its structure is known: brackets of all kinds match and never span a string or comment,
 * every block is indented by one more tab, strings and comments end on their line or at their closing mark, and names
 * are declared before use.
 */
import { createRandom, type Random } from '../engine/random.ts';
import { between, deck, pick } from './choices.ts';

const LENGTH = 40_000;
const DEEPEST_BLOCK = 4;
const DEEPEST_EXPRESSION = 3;

const VERBS = ['read', 'write', 'find', 'copy', 'count', 'free', 'push', 'merge', 'check', 'update', 'init', 'scan'];
const NOUNS = [
  'buffer',
  'node',
  'table',
  'queue',
  'page',
  'index',
  'token',
  'frame',
  'entry',
  'block',
  'list',
  'cache',
];
const TYPES = ['int', 'long', 'char *', 'size_t', 'double'];
const LOCALS = ['i', 'n', 'len', 'ret', 'tmp', 'pos', 'size', 'flags', 'max', 'cur'];
const CONSTANTS = ['NULL', 'BUF_SIZE', 'MAX_DEPTH', 'F_READY', 'F_LOCKED', 'EINVAL'];
const MESSAGES = [
  'out of memory',
  'bad index %d',
  'done: %d of %d\\n',
  'cannot open \\"%s\\"',
  'empty',
  'retry (%d)',
  'size [%d]',
];
const REMARKS = [
  'the caller holds the lock',
  'nothing left to do',
  'keep the order stable',
  'see the note on overflow',
  'fall back to the slow path',
  'at most one of these is set',
  'both ends are included',
];

/** The sample text. */
export function cLikeCode(): string {
  const random = createRandom(1, 'samples/c-like-code');
  const verb = deck(random, VERBS);
  const noun = deck(random, NOUNS);
  const parts = ['#include <stdio.h>\n#include "queue.h"\n\n#define BUF_SIZE 512\n#define MAX_DEPTH (BUF_SIZE / 4)\n'];
  const functions: string[] = [];
  let length = parts[0]!.length;
  while (length < LENGTH) {
    const name = functionName(functions, verb(), noun());
    const part = new FunctionWriter(random, functions).write(name);
    functions.push(name);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join('\n');
}

/** verb_noun, with a number if the name is taken. */
function functionName(taken: readonly string[], verb: string, noun: string): string {
  const base = `${verb}_${noun}`;
  for (let k = 1; ; k++) {
    const name = k === 1 ? base : `${base}${k}`;
    if (!taken.includes(name)) return name;
  }
}

/** Writes one function. The names in scope are those declared so far. */
class FunctionWriter {
  private readonly random: Random;
  private readonly functions: readonly string[];
  private readonly names: string[] = [];
  private readonly lines: string[] = [];

  constructor(random: Random, functions: readonly string[]) {
    this.random = random;
    this.functions = functions;
  }

  write(name: string): string {
    const { random, names, lines } = this;
    const parameters = Array.from({ length: between(random, 1, 3) }, (_, k) => ['src', 'dst', 'arg'][k]!);
    names.push(...parameters);
    if (random.integer(2) === 0) lines.push(`/* ${pick(random, REMARKS)} */`);
    const declared = parameters.map((parameter) => declaration(pick(random, TYPES), parameter));
    lines.push(`${random.integer(3) === 0 ? 'static ' : ''}int ${name}(${declared.join(', ')})`, '{');
    const locals = deck(random, LOCALS);
    for (let k = between(random, 1, 3); k > 0; k--) {
      const local = locals();
      lines.push(`\t${declaration(pick(random, TYPES), local)} = ${this.operand()};`);
      names.push(local);
    }
    lines.push('');
    this.block(1, between(random, 3, 6));
    lines.push(`\treturn ${this.expression(1)};`, '}', '');
    return lines.join('\n');
  }

  private block(depth: number, statements: number): void {
    for (let k = 0; k < statements; k++) this.statement(depth);
  }

  private statement(depth: number): void {
    const { random, lines } = this;
    const tabs = '\t'.repeat(depth);
    const inner = (): void => this.block(depth + 1, between(random, 1, 3));
    const choice = random.integer(depth < DEEPEST_BLOCK ? 10 : 6);
    if (choice < 2) lines.push(`${tabs}${this.name()} ${pick(random, ['=', '+=', '-=', '|='])} ${this.expression(0)};`);
    else if (choice < 4)
      lines.push(`${tabs}${this.call(0)};${random.integer(4) === 0 ? ` // ${pick(random, REMARKS)}` : ''}`);
    else if (choice === 4) lines.push(`${tabs}printf("${pick(random, MESSAGES)}", ${this.expression(1)});`);
    else if (choice === 5) lines.push(`${tabs}/* ${pick(random, REMARKS)} */`);
    else if (choice < 8) {
      lines.push(`${tabs}if (${this.condition()}) {`);
      inner();
      if (random.integer(3) === 0) {
        lines.push(`${tabs}} else {`);
        inner();
      }
      lines.push(`${tabs}}`);
    } else if (choice === 8) {
      const name = this.name();
      lines.push(`${tabs}for (${name} = 0; ${name} < ${this.operand()}; ${name}++) {`);
      inner();
      lines.push(`${tabs}}`);
    } else {
      lines.push(`${tabs}while (${this.condition()}) {`);
      inner();
      if (random.integer(2) === 0) lines.push(`${tabs}\tbreak;`);
      lines.push(`${tabs}}`);
    }
  }

  private condition(): string {
    const { random } = this;
    const one = `${this.expression(1)} ${pick(random, ['<', '>', '==', '!=', '<=', '>='])} ${this.operand()}`;
    if (random.integer(3) > 0) return one;
    return `(${one}) ${pick(random, ['&&', '||'])} ${random.integer(2) === 0 ? '!' : ''}${this.name()}`;
  }

  private expression(depth: number): string {
    const { random } = this;
    const choice = random.integer(6);
    if (depth >= DEEPEST_EXPRESSION || choice < 2) return this.operand();
    if (choice === 2) return this.call(depth + 1);
    if (choice === 3) return `${this.name()}[${this.expression(depth + 1)}]`;
    const sum = `${this.expression(depth + 1)} ${pick(random, ['+', '-', '*', '&', '|', '<<'])} ${this.operand()}`;
    return depth === 0 ? sum : `(${sum})`;
  }

  private call(depth: number): string {
    const { random, functions } = this;
    const name = functions.length > 0 ? functions[Math.max(0, functions.length - 1 - random.integer(12))]! : 'abort_if';
    const given = Array.from({ length: between(random, 1, 2) }, () => this.expression(depth + 1));
    return `${name}(${given.join(', ')})`;
  }

  private operand(): string {
    const { random } = this;
    const choice = random.integer(6);
    if (choice === 0) return String(pick(random, [0, 1, 2, 4, 8, 16, 255, 1024]));
    if (choice === 1) return pick(random, CONSTANTS);
    return this.name();
  }

  private name(): string {
    return pick(this.random, this.names);
  }
}

function declaration(type: string, name: string): string {
  return type.endsWith('*') ? `${type}${name}` : `${type} ${name}`;
}
