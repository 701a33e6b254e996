import { createElement, Fragment, useMemo, type ReactNode } from 'react';
import { type MathNode, parseFormula } from './parseFormula.ts';

/** A formula as MathML. Browsers draw it, and screen readers read it. */
export function Formula({ source, className }: { readonly source: string; readonly className?: string }) {
  const tree = useMemo(() => parseFormula(source), [source]);
  return createElement('math', { display: 'block', className }, elementOf(tree));
}

function elementOf(node: MathNode): ReactNode {
  if ('text' in node) return createElement(node.tag, attributesOf(node), node.text);
  const children = node.children.map((child, k) => createElement(Fragment, { key: k }, elementOf(child)));
  return createElement(node.tag, null, children);
}

/** Bars are as high as what is beside them only where they are a pair of brackets, which a row of signs does not say. */
function attributesOf({ tag, text }: { readonly tag: string; readonly text: string }): object | null {
  return tag === 'mo' && /^[‖|()⟨⟩]$/u.test(text) ? { stretchy: 'false' } : null;
}
