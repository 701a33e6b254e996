import { GradientNormChart } from './GradientNormChart.tsx';
import { LossChart } from './LossChart.tsx';
import { SamplesPanel } from './SamplesPanel.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';

export function TrainWorkspace() {
  return (
    <div className="train">
      <SettingsPanel />
      <div className="train-charts">
        <LossChart />
        <GradientNormChart />
      </div>
      <SamplesPanel />
    </div>
  );
}
