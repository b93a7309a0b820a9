/** `nabla minimize`: a local minimum, with standard errors for maximum likelihood. */
import type { OutputValue } from "../../compile/outputs.ts";
import type { Expression } from "../../core/expression.ts";
import { type Method, type Minimum, minimize } from "../../optimize/minimize.ts";
import { standardErrors } from "../../optimize/standard-errors.ts";
import { dataColumns } from "../columns.ts";
import type { Answer } from "../command.ts";
import { type ArrayValue, checkValues, numbersOf } from "../point.ts";
import type { Request } from "../request.ts";
import { arrayData, arrayText } from "../value-text.ts";
import { noteAbsent, variablesIn } from "../variables.ts";
import { aligned } from "./check-gradient.ts";

type Values = Readonly<Record<string, OutputValue>>;
type Data = Readonly<Record<string, number | ArrayValue | Float64Array>>;

export function minimized(request: Request): Answer {
  const input = request.formula(request.words[0]!);
  const variables = variablesIn(request.words[1]!);
  noteAbsent(variables, [input], request);
  const given = Object.entries(numbersOf(request.values));
  const isStart = ([name]: readonly [string, unknown]) => variables.includes(name);
  const start = Object.fromEntries(given.filter(isStart));
  const others = Object.fromEntries(given.filter((entry) => !isStart(entry)));
  const data = { ...dataColumns(request, input, variables), ...others };
  checkValues(input, [...variables, ...Object.keys(data)]);
  const minimum = minimize<OutputValue>(input, { variables, start, data, ...optionsOf(request) });
  const errors = request.has("standard-errors") ? errorsAt(input, minimum.x, data) : undefined;
  return answerOf(minimum, errors, request);
}

function optionsOf(request: Request): { method?: Method; maxIterations?: number } {
  const method = request.option("method") as Method | undefined; // minimize says so if it is none
  const maxIterations = request.count("max-iterations");
  return { ...(method !== undefined && { method }), ...(maxIterations !== undefined && { maxIterations }) };
}

const errorsAt = (input: Expression, x: Values, data: Data): Values =>
  standardErrors<OutputValue>(input, Object.keys(x), { ...data, ...x }).standardErrors;

function answerOf(minimum: Minimum<OutputValue>, errors: Values | undefined, request: Request): Answer {
  const { x, value, iterations, evaluations, message, method, converged, status, gradientNorm } = minimum;
  const rows = Object.entries(x).map(([name, best]) => [
    `${name} = ${arrayText(best, rounded)}`,
    ...(errors === undefined ? [] : [`± ${arrayText(errors[name]!, (error) => error.toPrecision(3))}`]),
  ]);
  if (converged)
    request.notes.push(
      `${method}, ${counted(iterations, "iteration")}, ${counted(evaluations, "evaluation")}. ${message}`,
    );
  return {
    text: `${aligned(rows)}\nvalue ${rounded(value)}`,
    data: {
      result: nested(x),
      value,
      ...(errors !== undefined && { standardErrors: nested(errors) }),
      ...{ gradientNorm, iterations, evaluations, method, status, converged, message },
    },
    ...(!converged && { failure: message }),
  };
}

const nested = (values: Values): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, arrayData(value)]));

/** Minimizers promise about half of the digits of a double; `--json` has all. */
const rounded = (x: number): string => String(Number(x.toPrecision(8)));

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
