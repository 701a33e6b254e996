/**
 * Recipes as lists. Their structure is known: a title, servings and minutes, ingredients as "  - amount unit name",
 * and steps numbered from 1, some with notes indented once more. Every step names only ingredients of its own recipe.
 */
import { createRandom, type Random } from '../engine/random.ts';
import { between, capitalised, deck, pick } from './choices.ts';

const LENGTH = 15_000;

/** Amounts are `from`…`to` times `by`. */
interface Ingredient {
  readonly name: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

const measured = (unit: string, from: number, to: number, by: number, ...names: string[]): Ingredient[] =>
  names.map((name) => ({ name, unit, from, to, by }));

const INGREDIENTS: readonly Ingredient[] = [
  ...measured(
    'g',
    2,
    12,
    50,
    'flour',
    'rice',
    'lentils',
    'butter',
    'sugar',
    'potatoes',
    'mushrooms',
    'spinach',
    'barley',
  ),
  ...measured('ml', 1, 8, 50, 'milk', 'water', 'cream', 'stock', 'tomato juice'),
  ...measured('tsp', 1, 4, 1, 'salt', 'cinnamon', 'paprika', 'baking powder', 'mustard'),
  ...measured('tbsp', 1, 6, 1, 'olive oil', 'honey', 'vinegar', 'lemon juice', 'chopped parsley'),
  ...measured('', 2, 6, 1, 'eggs', 'onions', 'carrots', 'apples', 'tomatoes', 'cloves of garlic'),
];

const DISHES = ['soup', 'stew', 'pie', 'bread', 'salad', 'pancakes', 'porridge', 'cake', 'dumplings', 'casserole'];
const KINDS = ['country', 'winter', 'quick', 'golden', 'spicy', 'simple', 'sweet', 'Sunday', 'green', 'old-fashioned'];
const NOTES = [
  'Do not let it boil.',
  'Taste it now.',
  'It should smell nutty.',
  'A wooden spoon is best.',
  'Keep the lid on.',
];

/** The sample text. */
export function recipeLists(): string {
  const random = createRandom(1, 'samples/recipe-lists');
  const kind = deck(random, KINDS);
  const dish = deck(random, DISHES);
  const ingredient = deck(random, INGREDIENTS);
  let text = '';
  while (text.length < LENGTH)
    text += recipe(random, `${kind()} ${dish()}`, Array.from({ length: between(random, 4, 7) }, ingredient));
  return text;
}

function recipe(random: Random, title: string, dealt: readonly Ingredient[]): string {
  const used = [...new Set(dealt)];
  const lines = [
    capitalised(title),
    `Serves ${between(random, 2, 8)}, takes ${5 * between(random, 3, 18)} minutes`,
    'You need:',
  ];
  for (const { name, unit, from, to, by } of used) {
    lines.push(`  - ${[String(by * between(random, from, to)), unit, name].filter((part) => part !== '').join(' ')}`);
  }
  lines.push('Then:');
  for (const [k, step] of steps(
    random,
    used.map(({ name }) => name),
  ).entries()) {
    lines.push(`  ${k + 1}. ${step}`);
    if (random.integer(4) === 0) lines.push(`      * ${pick(random, NOTES)}`);
  }
  return `${lines.join('\n')}\n\n`;
}

function steps(random: Random, names: readonly string[]): string[] {
  const list: string[] = [];
  const minutes = (): string => `${between(random, 2, 12) * 5} minutes`;
  for (let k = 0; k + 1 < names.length; k += 2) {
    const [a, b] = [names[k]!, names[k + 1]!];
    list.push(
      pick(random, [
        `Mix the ${a} with the ${b}.`,
        `Stir the ${a} and the ${b} in a large bowl (not a metal one).`,
        `Heat the ${a}, add the ${b} and wait ${minutes()}.`,
        `Add the ${a}; when it is soft, add the ${b}.`,
      ]),
    );
  }
  if (names.length % 2 === 1) list.push(`Pour the ${names.at(-1)!} over everything.`);
  list.push(
    pick(random, [
      `Bake at ${10 * between(random, 16, 22)} degrees for ${minutes()}.`,
      `Simmer for ${minutes()}.`,
      `Leave to rest for ${minutes()}.`,
    ]),
  );
  list.push('Serve warm.');
  return list;
}
