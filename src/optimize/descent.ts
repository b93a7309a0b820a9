/** The loop that all methods share: aim, search along the line, learn, test; and the one place that says how it ended. */
import type { LineSearch } from "./line-search.ts";
import type { Objective } from "./objective.ts";
import { Ray } from "./ray.ts";
import {
  completeOptions,
  isConverged,
  type Options,
  type Progress,
  type Report,
  type Status,
  statusMessage,
} from "./report.ts";
import { Stopping } from "./stopping.ts";
import { dot } from "./vector.ts";

/** What makes a method: its choice of direction and what it remembers. */
export interface Method {
  readonly search: LineSearch;
  /** Writes `ray.direction` from the origin and its gradient; returns the first step to try, positive. */
  aim(ray: Ray): number;
  /** How many times farther than the first step the minimum may be along the direction: 1 for a model with curvature. */
  readonly reach: number;
  /** Takes note of the step from the origin to the best point. */
  learn(ray: Ray): void;
  /** Forgets what may have led to a bad direction; false if there was nothing to forget. */
  restart(): boolean;
}

/** Runs a method from `start`. Throws a ShapeError for a start of the wrong length, a DomainError for a bad option. */
export function descend(objective: Objective, start: Float64Array, given: Partial<Options>, method: Method): Report {
  const options = completeOptions(given);
  const ray = new Ray(objective, start, options.maxEvaluations);
  const history: Progress[] = [];
  if (!ray.at(0)) return { ...summary(ray, "non-finite", 0), message: startMessage(ray, start), history };
  const stopping = new Stopping(options, ray.gradientNorm);
  let status = stopping.atStart(ray);
  let iteration = 0;
  let wanted = show(ray, options, history, iteration, 0);
  while (status === undefined) {
    status = limit(ray, options, iteration, wanted) ?? advance(ray, method, stopping);
    if (status !== undefined) break;
    method.learn(ray);
    status = stopping.afterStep(ray);
    wanted = show(ray, options, history, ++iteration, stopping.step);
  }
  return { ...summary(ray, status, iteration), history };
}

/** Moves the best point along the method's line, after restarts if need be; a status if it cannot be moved. */
function advance(ray: Ray, method: Method, stopping: Stopping): Status | undefined {
  ray.clearObstacle();
  do {
    ray.depart();
    const first = method.aim(ray);
    const slope = dot(ray.originGradient, ray.direction);
    if (!(slope < 0)) continue;
    stopping.propose(first * method.reach, slope);
    method.search(ray, ray.originValue, slope, first);
    if (ray.advanced) return undefined;
    if (ray.spent) return "evaluations";
    if (stopping.isValueSettled(ray)) return "value";
  } while (method.restart());
  return ray.obstacle === undefined ? "line-search" : "non-finite";
}

function limit(ray: Ray, options: Options, iteration: number, wanted: boolean): Status | undefined {
  if (!wanted) return "interrupted";
  if (iteration >= options.maxIterations) return "iterations";
  return ray.spent ? "evaluations" : undefined;
}

/** Reports the progress; false if the caller wants no more. */
function show(ray: Ray, options: Options, history: Progress[], iteration: number, step: number): boolean {
  const { bestValue: value, gradientNorm, evaluations } = ray;
  const progress: Progress = { iteration, value, gradientNorm, step, evaluations };
  if (options.keepHistory) history.push(progress);
  return options.onIteration(progress, ray.x) !== false;
}

function summary(ray: Ray, status: Status, iterations: number): Omit<Report, "history"> {
  const { x, gradientNorm, evaluations } = ray;
  const found = Number.isFinite(ray.bestValue);
  const message = status === "non-finite" ? obstacleMessage(ray) : statusMessage(status, gradientNorm);
  const value = found ? ray.bestValue : ray.value;
  return { x, value, gradientNorm, iterations, evaluations, status, converged: isConverged(status), message };
}

function startMessage(ray: Ray, start: Float64Array): string {
  const index = start.findIndex((entry) => !Number.isFinite(entry));
  const what = index < 0 ? `At the start ${ray.obstacle}` : `start[${index}] is ${start[index]}`;
  return `${what}: minimization needs a start with finite value and gradient; try another start.`;
}

function obstacleMessage(ray: Ray): string {
  const unbounded = ray.obstacle === "the value is -Infinity" ? "; the objective seems to be unbounded below" : "";
  return `Stopped at a finite point because next to it ${ray.obstacle}${unbounded}; try another start, or bounds.`;
}
