import { useCopyLink } from '../shell/CopyLink.tsx';
import { Button } from '../ui/Button.tsx';

/** Copies a link that opens the selected unit. */
export function UnitLinkButton() {
  const { copy, dialog } = useCopyLink();
  return (
    <p>
      <Button onClick={() => copy('unit')}>Copy link to this unit</Button>
      {dialog}
    </p>
  );
}
