/** The seat at which somebody may proofread now. */
export type ProofSeat = {
  readonly roundId: string;
  readonly position: number;
  readonly step: string;
  readonly personId: string;
};
