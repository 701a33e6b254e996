import { useMemo } from 'react';
import { runningText } from '../../draw/textRuns.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import { CodePoint } from './SymbolSign.tsx';
import styles from './RunningText.module.css';

/**
 * Symbols as running text in the direction of their script. The element around it needs `dir="auto"`, so that the text
 * begins at the side where its script begins.
 */
export function RunningText(props: { readonly symbols: readonly string[]; readonly text: CountedSymbols | null }) {
  const { symbols, text } = props;
  const pieces = useMemo(() => runningText(symbols, text), [symbols, text]);
  return pieces.map(({ kind, text: shown, name }, k) => {
    if (kind === 'plain') return shown;
    if (kind === 'code') return <CodePoint key={k} code={shown} name={name} />;
    if (kind === 'sign') return <span key={k}>{shown}</span>;
    return (
      <span key={k} className={styles.lookAlike} title={name}>
        {shown}
      </span>
    );
  });
}
