/** Words that stand apart in a view's source, and together on the page: JSX drops a line break beside an element. */
import { type ESTree, parseSync, Visitor } from 'vite';

/** Elements that begin no line of their own. Subscripts belong to the letter before them. */
const INLINE = /^(?:Term|Subscripts|SymbolSign|b|i|em|strong|span|a|abbr|bdi|code|output|kbd)$/;

/** The pieces where a line break alone separates words from such an element, as "… are|norms …". */
export function gluedWords(path: string, source: string): readonly string[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);
  const found: string[] = [];
  const check = ({ children }: ESTree.JSXElement | ESTree.JSXFragment): void => {
    for (const [k, child] of children.entries()) {
      if (child.type !== 'JSXText') continue;
      const [before, after] = [children[k - 1], children[k + 1]];
      if (after && isInline(after) && /[^\s(“‘]\s*\n\s*$/.test(child.value)) found.push(shorten(source, after.start));
      if (before && isInline(before) && /^\s*\n\s*[\p{L}\p{N}(“‘]/u.test(child.value))
        found.push(shorten(source, before.end));
    }
  };
  new Visitor({ JSXElement: check, JSXFragment: check }).visit(program);
  return found;
}

function isInline(child: ESTree.JSXChild): boolean {
  if (child.type !== 'JSXElement') return false;
  const { name } = child.openingElement;
  return name.type === 'JSXIdentifier' && INLINE.test(name.name);
}

/** What stands around the place, which "|" marks. */
function shorten(source: string, at: number): string {
  const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return `${flat(source.slice(Math.max(0, at - 60), at))}|${flat(source.slice(at, at + 40))}`;
}
