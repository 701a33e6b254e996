import { CELL_KINDS, CELLS } from '../engine/spec.ts';

const THEMES = ['light', 'dark'] as const;

/**
 * Gives `--cell` and `--cell-text` to what stands under `data-cell`, in the colours of the table of cells. Called before
 * React renders anything.
 */
export function addCellColours(): void {
  const sheet = new CSSStyleSheet();
  const rules = THEMES.flatMap((theme) =>
    CELL_KINDS.map((cell) => {
      const { line, text } = CELLS[cell].colours[theme];
      return `[data-theme="${theme}"] [data-cell="${cell}"] { --cell: ${line}; --cell-text: ${text}; }`;
    }),
  );
  sheet.replaceSync(rules.join('\n'));
  document.adoptedStyleSheets.push(sheet);
}
