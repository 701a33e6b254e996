/**
 * A key that occurs twice in one object of a JSON text, or null. JSON.parse silently uses the last one, while formats
 * such as safetensors forbid duplicates. The text must be valid JSON; apart from strings, only its brackets and
 * commas matter.
 */
export function duplicateKey(json: string): string | null {
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;
  /** Keys of the enclosing objects; null for an array. */
  const open: (Set<string> | null)[] = [];
  let before = '';
  for (const [token] of json.matchAll(tokens)) {
    const keys = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ',' && keys && (before === '{' || before === ',')) {
      const key = JSON.parse(token) as string;
      if (keys.has(key)) return key;
      keys.add(key);
    }
    before = token;
  }
  return null;
}
