import { useUi } from '../StoreContext.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { GradientNormChart } from './GradientNormChart.tsx';
import { LossChart } from './LossChart.tsx';
import { SamplesPanel } from './SamplesPanel.tsx';
import { SettingsLine } from './SettingsLine.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';
import styles from './TrainWorkspace.module.css';

export function TrainWorkspace() {
  const [isOpen] = useUi('settingsOpen');
  return (
    <div className={styles.train} data-part="train" data-unfolded={isOpen || undefined}>
      <SettingsLine />
      <ErrorBoundary>
        <SettingsPanel />
      </ErrorBoundary>
      <div className={styles.trainCharts} data-part="train-charts">
        <ErrorBoundary>
          <LossChart />
        </ErrorBoundary>
        <ErrorBoundary>
          <GradientNormChart />
        </ErrorBoundary>
      </div>
      <ErrorBoundary>
        <SamplesPanel />
      </ErrorBoundary>
    </div>
  );
}
