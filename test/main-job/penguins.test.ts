/** The table of penguins: what is read, what is skipped, what is refused. */
import { describe, expect, test } from "vitest";
import { completeRows, numbersOf, readTable } from "../../src/main-job/penguins.ts";
import { TABLE } from "./screen.ts";

describe("data/penguins.csv", () => {
  const penguins = readTable(TABLE);

  test.each([
    [[], 344],
    [["body_mass_g"], 342],
    [["body_mass_g", "bill_length_mm", "sex"], 333],
  ])("rows with %j", (names, count) => expect(completeRows(penguins, names)).toHaveLength(count));

  test("the first penguin", () =>
    expect(penguins[0]).toEqual({
      species: "Adelie",
      island: "Torgersen",
      bill_length_mm: "39.1",
      bill_depth_mm: "18.7",
      flipper_length_mm: "181",
      body_mass_g: "3750",
      sex: "male",
    }));
});

describe("reading", () => {
  test("line ends of any system, and missing cells", () => {
    const rows = readTable("a,b\r\n1,\r\n,2\r\n");
    expect(rows).toEqual([
      { a: "1", b: "" },
      { a: "", b: "2" },
    ]);
    expect(completeRows(rows, ["a"])).toEqual([rows[0]]);
    expect(completeRows(rows, ["a", "b"])).toEqual([]);
  });

  test("numbers come in the unit asked for", () =>
    expect([...numbersOf([{ m: "4200" }, { m: "0" }], "m", 1e-3)]).toEqual([4.2, 0]));

  test("a line with a cell too many or too few is named", () => {
    expect(() => readTable("a,b\n1,2\n1,2,3")).toThrow(/Line 3 of the table has 3 cells/);
    expect(() => readTable("a,b\n1")).toThrow(/Line 2 of the table has 1 cells/);
  });

  test.each(["", "heavy", "Infinity"])("a number that is %j is refused", (cell) =>
    expect(() => numbersOf([{ m: cell }], "m")).toThrow(`"${cell}" in the column m is no number`),
  );
});
