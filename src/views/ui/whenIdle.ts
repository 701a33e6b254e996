/** Runs `act` once the page has nothing else to do. @returns a function that cancels it */
export function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, 2000);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(act, { timeout: 4000 });
  return () => cancelIdleCallback(idle);
}
