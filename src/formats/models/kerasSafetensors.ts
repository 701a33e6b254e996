/**
 * A Keras model that was converted by the lines that this page gives for .keras and .weights.h5 files: its weights as
 * safetensors under their paths, and `to_json()` in the metadata under "keras".
 */
import type { SafetensorsFile } from '../safetensors.ts';
import { parseJson } from './checkedJson.ts';
import { kerasLayers } from './kerasLayers.ts';
import { kerasModel } from './kerasWeights.ts';
import { type OpenedModel, quoted, refusal } from './openedModel.ts';

const refuse = refusal('keras');

/** @throws ImportError if it is not a model that this page can show */
export function readKerasSafetensors({ tensors, metadata }: SafetensorsFile): OpenedModel {
  const json = new TextEncoder().encode(metadata.get('keras') ?? '');
  const layers = kerasLayers(parseJson(json, 'its description', refuse), refuse);
  const weights = [...tensors].map(([name, { dtype, shape, data }]) => {
    if (dtype === 'I32') return refuse(`${quoted(name)} has integers`);
    return { name, shape, read: () => (data instanceof Float32Array ? data : Float32Array.from(data)) };
  });
  return kerasModel(layers, weights, 'Keras model', refuse);
}
