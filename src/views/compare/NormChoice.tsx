import { useUi } from '../StoreContext.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';

/** Whether norms by lag are shown as measured, or divided by the norm at lag 0. */
export function NormChoice() {
  const [isRelative, setRelative] = useUi('lagRelative');
  return (
    <ChoiceButtons
      label="Scale"
      choices={[
        ['relative', 'relative to lag 0'],
        ['absolute', 'as measured'],
      ]}
      chosen={isRelative ? 'relative' : 'absolute'}
      onChoose={(key) => setRelative(key === 'relative')}
    />
  );
}
