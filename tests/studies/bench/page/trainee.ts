/** What steps in a worker. */
export interface Trainee {
  readonly detail: string;
  /** Characters that one step trains on (or reads). */
  readonly characters: number;
  /** Whether `step` answers with a loss. */
  readonly hasLoss: boolean;
  /** One training step, batch included, until its loss has arrived in JavaScript; the loss in nats per character. */
  step(): Promise<number>;
}
