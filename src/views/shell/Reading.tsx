import { readingText } from '../reading.ts';
import { useApp } from '../StoreContext.tsx';

export function Reading() {
  return <p className="reading">{useApp(readingText)}</p>;
}
