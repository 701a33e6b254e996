import { Suspense, useEffect, useState } from 'react';
import { chunk } from '../shell/chunks.ts';
import { useUi } from '../StoreContext.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';

const load = async () => await import('./GlossaryPage.tsx');
const PAGE = chunk('Glossary', async () => (await load()).GlossaryPage);
const CARD = chunk('Glossary', async () => (await load()).TermCard);

/** The glossary's dialog, and the card of a term. Their code, with all definitions, is fetched when the page has nothing else to do. */
export function Glossary() {
  const [asked, setAsked] = useUi('glossary');
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    // A failure is said by the dialog when somebody asks for it.
    const loadAhead = (): void => void load().then(() => setLoaded(true), () => undefined);
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(loadAhead, 2000);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(loadAhead, { timeout: 4000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <>
      <Dialog title="Glossary" isPrinted open={asked !== null} onClose={() => setAsked(null)}>
        <ErrorBoundary>
          <Suspense fallback={null}>
            <PAGE.Content />
          </Suspense>
        </ErrorBoundary>
      </Dialog>
      {isLoaded ? (
        <Suspense fallback={null}>
          <CARD.Content />
        </Suspense>
      ) : null}
    </>
  );
}
