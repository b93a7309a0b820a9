/** How long each step of the work took. */

export class Stopwatch {
  private readonly laps: [step: string, milliseconds: number][] = [];
  private since = process.hrtime.bigint();

  /** Ends a step that began with the step before it, or with `start`. */
  lap(step: string): void {
    const now = process.hrtime.bigint();
    this.laps.push([step, Number(now - this.since) / 1e6]);
    this.since = now;
  }

  /** Begins a step; what went before, such as printing, belongs to none. */
  start(): void {
    this.since = process.hrtime.bigint();
  }

  /** Milliseconds by step, in the order of the work. */
  get times(): ReadonlyMap<string, number> {
    return new Map(this.laps);
  }
}
