/**
 * Runs an example as a reader would: `import … from "nabla"` takes the source, a line `expression // expected` is
 * checked, every other line is only executed. `expression // throws ParseError` checks for an error.
 */

import { resolve } from "node:path";
import ts from "typescript";
import type { Example } from "./find.ts";
import { agrees, print } from "./print.ts";

/** Throws an error naming the line, the value and what was expected. */
export async function runExample(example: Example): Promise<void> {
  const scope =
    example.module === undefined ? {} : { ...(await load("nabla")), ...(await load(`./${example.module}`)) };
  const names = Object.keys(scope).filter((name) => name !== "default");
  // The inner block lets an example declare a name that the scope has too.
  const text = `async function example() {{ ${instrument(example.code)}\n }}`;
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const run = new Function("load", "check", ...names, `${outputText}\nreturn example();`);
  await run(load, check, ...names.map((name) => scope[name]));
}

/** `nabla` and its doors are the sources; anything else is what it says. */
async function load(specifier: string): Promise<Record<string, unknown>> {
  const [, door] = /^nabla(?:\/(.*))?$/.exec(specifier) ?? [specifier];
  if (specifier === "nabla" || door !== undefined) return import(resolve("src", `${door ?? "index"}.ts`));
  return import(specifier.startsWith(".") ? resolve(specifier) : specifier);
}

async function check(evaluate: () => unknown, expected: string): Promise<void> {
  const message = /^throws\s+(.*)/.exec(expected)?.[1];
  const outcome = await evaluateSafely(evaluate, message !== undefined);
  const matches = message === undefined ? agrees(outcome, expected) : String(outcome).includes(message);
  if (!matches) throw new Error(`${source(evaluate)}\n  is        ${print(outcome)}\n  expected  ${expected}`);
}

/** The value, or the error if one is wanted. */
async function evaluateSafely(evaluate: () => unknown, throws: boolean): Promise<unknown> {
  if (!throws) return evaluate();
  try {
    return await evaluate();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

function source(evaluate: () => unknown): string {
  return String(evaluate).replace(/^async \(\) => \(?|\)?$/g, "");
}

/** The code with its imports turned into loads and its commented expressions into checks. */
function instrument(code: string): string {
  const tree = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  return tree.statements.map((statement) => replacement(statement, code)).join("\n");
}

function replacement(statement: ts.Statement, code: string): string {
  if (ts.isImportDeclaration(statement)) return loading(statement);
  const comment = ts.getTrailingCommentRanges(code, statement.end)?.[0];
  if (!ts.isExpressionStatement(statement) || comment === undefined) return statement.getText();
  const expected = code.slice(comment.pos, comment.end).replace(/^\/\/\s*/, "");
  return `await check(async () => (${shown(statement.expression)}), ${JSON.stringify(expected.trim())});`;
}

/** `console.log(x)` shows x. */
function shown(expression: ts.Expression): string {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== "console.log")
    return expression.getText();
  return expression.arguments.length === 1 ? expression.arguments[0]!.getText() : expression.getText();
}

function loading({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  const module = `await load(${moduleSpecifier.getText()})`;
  if (importClause === undefined) return `${module};`;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return "";
  const names = importClause.name ? [`default: ${importClause.name.text}`] : [];
  const bindings = importClause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${module};`;
  for (const { isTypeOnly, name, propertyName } of bindings?.elements ?? []) {
    if (!isTypeOnly) names.push(propertyName ? `${propertyName.text}: ${name.text}` : name.text);
  }
  return `const { ${names.join(", ")} } = ${module};`;
}
