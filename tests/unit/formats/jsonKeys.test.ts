import { expect, it } from 'vitest';
import { duplicateKey } from '../../../src/formats/jsonKeys.ts';

it.each([
  '{}',
  '[]',
  '"a"',
  '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}',
  '{"a":"a","b":"a"}',
  '{"a":["a","a","b"],"b":0}',
  '{"a":"{\\"a\\":1,\\"a\\":2}"}',
  '{"a,":1,"a":"\\\\","b":"]"}',
])('finds no key twice in %s', (json) => {
  expect(duplicateKey(json)).toBeNull();
});

it.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"x":{"b":[1,{"c":0}],"b":[]}}', 'b'],
  ['[{"a":1},{"k":1,"k":1}]', 'k'],
  ['{"\\u0061":1,"a":2}', 'a'],
  ['{"a":{"z":"}"},"q":"\\\\","a":null}', 'a'],
])('finds the key that stands twice in %s', (json, key) => {
  expect(duplicateKey(json)).toBe(key);
});
