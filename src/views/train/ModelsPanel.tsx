import { useState } from 'react';
import { MAX_MODELS } from '../../limits/limits.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { LineSwatch } from '../chart/LineSwatch.tsx';
import { useAppStore } from '../StoreContext.tsx';
import { useIdentities } from '../useModels.ts';
import { AddModel } from './AddModel.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import styles from './ModelsPanel.module.css';

/** Size and speed of every model, and the list of added models. */
export function ModelsPanel() {
  const models = useIdentities();
  const [isAdding, setAdding] = useState(false);
  const further = models.filter(({ variant }) => variant > 0);
  const isFull = models.length >= MAX_MODELS;
  return (
    <section className={styles.models} aria-labelledby="models-title" {...pictureMark('parameters')}>
      <PictureTitle of="parameters" id="models-title">
        <Term id="models">Models</Term>
      </PictureTitle>
      <ParameterTable />
      {further.length > 0 && (
        <ul className={styles.furtherModels}>
          {further.map((model) => (
            <FurtherModel key={model.id} model={model} />
          ))}
        </ul>
      )}
      {isAdding && !isFull ? (
        <AddModel onDone={() => setAdding(false)} />
      ) : (
        <Button
          disabled={isFull}
          title={
            isFull ? `At most ${MAX_MODELS} models are compared at once` : 'The same cell again, under other settings'
          }
          onClick={() => setAdding(true)}
        >
          Add a model…
        </Button>
      )}
    </section>
  );
}

function FurtherModel({ model }: { readonly model: ModelIdentity }) {
  const store = useAppStore();
  return (
    <li {...cellMark(model)}>
      <LineSwatch model={model} />
      <b className="cell-name">{model.name}</b>
      <Button kind="quiet" aria-label={`Remove ${model.name}`} onClick={() => store.getState().removeModel(model.id)}>
        Remove
      </Button>
    </li>
  );
}
