import { MESSAGES } from '../../limits/messages.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { NoticeLine } from './NoticeLine.tsx';

/** Says that a newer version of the page is ready. While training runs it only says so. */
export function NewerVersion() {
  const store = useAppStore();
  const isReady = useApp((state) => state.newerVersion);
  const isTraining = useApp(({ status }) => status === 'training' || status === 'pausing');
  if (!isReady) return null;
  const { message, action } = MESSAGES.newerVersion();
  const button = !isTraining && <Button onClick={() => location.reload()}>Reload</Button>;
  return (
    <NoticeLine kind="info" onDismiss={() => store.setState({ newerVersion: false })} offer={button}>
      <b>{message}</b> {action}
    </NoticeLine>
  );
}
