import { codeOfSign, isMarkedAlike, visibleSymbol } from '../../draw/symbols.ts';
import { codePointName } from '../../engine/codePointNames.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import styles from './SymbolSign.module.css';

/** One symbol by itself: its sign, or its code point in a frame. The tooltip names it. */
export function SymbolSign({ symbol, text }: { readonly symbol: string; readonly text: CountedSymbols | null }) {
  const sign = visibleSymbol(symbol, text);
  const code = codeOfSign(sign);
  if (code !== null) return <CodePoint code={code} name={codePointName(symbol)} />;
  return isMarkedAlike(symbol, text) || sign !== symbol ? <span title={codePointName(symbol)}>{sign}</span> : sign;
}

/** The digits of a code point in a frame, isolated from the direction of the text around them. */
export function CodePoint({ code, name }: { readonly code: string; readonly name: string }) {
  return (
    <bdi className={styles.codePoint} data-part="code-point" dir="ltr" title={name}>
      {code}
    </bdi>
  );
}
