/**
 * The lines of a component after which a word loses its space: JSX drops a line end between a text and an element that holds
 * words of the same sentence. `{' '}` stands there where one is meant.
 */
export function gluedLines(source: string): readonly string[] {
  const lines = source.split('\n').map((line) => line.trim());
  return lines.filter((line, k) => {
    const next = lines[k + 1] ?? '';
    const isBefore = !line.startsWith('<') && isText(line) && /^<(Term|b|i|em|strong|code|a)[ >]/.test(next);
    const isAfter = /^[\p{L}(].* .*<\/(Term|b|i|em|strong|code|a)>$/u.test(line) && isText(next);
    return isBefore || isAfter;
  });
}

/** Words of a sentence, and no code: it begins and ends as one does, has a space, and nothing that only code has. */
function isText(line: string): boolean {
  const words = line.replaceAll(/<[^<>]*>/g, '');
  if (!/^[\p{L}\p{N}(].* .*[\p{L}\p{N},.:;)]$/u.test(words)) return false;
  return !/[={}`'"[\]]|=>|;$|^(import|export|return|const|case|type)\b/.test(words);
}
