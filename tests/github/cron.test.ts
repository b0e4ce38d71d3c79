import { describe, expect, test } from "vitest";
import { cronProblem, isTimezone } from "../../src/github/cron.ts";

describe("a schedule", () => {
  test.each([
    "30 5 * * *",
    "30 5,17 * * *",
    "*/5 * * * *",
    "0 0 1 JAN-MAR mon-fri",
    "5/15 * * * *",
    "0-50/10 0-23/2 1,15 * 0",
    "0 9 * * 1-5",
    "0 0 29 2 *",
    "0 0 31 2 1",
  ])("%j is valid", (cron) => {
    expect(cronProblem(cron)).toBeUndefined();
  });

  test.each([
    ["@daily", "is not five fields"],
    ["0 5 * *", "is not five fields"],
    ["0  5 * * *", "is not five fields"],
    ["60 * * * *", 'has no valid minute: "60" is not a number from 0 to 59'],
    ["0 24 * * *", 'has no valid hour: "24"'],
    ["0 0 0 * *", 'has no valid day of the month: "0"'],
    ["0 0 * 13 *", 'has no valid month: "13"'],
    ["0 0 * * 7", 'has no valid day of the week: "7"'],
    ["0 0 * foo *", 'has no valid month: "foo"'],
    ["0 5-3 * * *", 'has no valid hour: "5-3"'],
    ["*/0 * * * *", 'has no valid minute: "*/0"'],
    ["1.5 * * * *", 'has no valid minute: "1.5"'],
    ["0,, * * * *", 'has no valid minute: "0,,"'],
    ["* * * * *", "starts 1 minute apart"],
    ["0,3 5 * * *", "starts 3 minutes apart"],
    ["0,58 * * * *", "starts 2 minutes apart"],
    ["0 0 31 2 *", "never comes: none of its months has a day 31"],
    ["0 0 30,31 feb *", "never comes: none of its months has a day 30, 31"],
  ])("%j is not: it %s", (cron, problem) => {
    expect(cronProblem(cron)).toContain(problem);
  });

  test("counts across the hour only where the next hour is one of its own", () => {
    expect(cronProblem("0,58 */2 * * *")).toBeUndefined();
    expect(cronProblem("1,58 23,0 * * *")).toContain("3 minutes apart");
  });
});

describe("a timezone", () => {
  test.each(["UTC", "Europe/Berlin", "America/New_York"])("%s is known", (timezone) => {
    expect(isTimezone(timezone)).toBe(true);
  });

  test.each(["Europe/Atlantis", "europe/berlin", "+02:00", "", "CEST?"])(
    "%j is not",
    (timezone) => {
      expect(isTimezone(timezone)).toBe(false);
    },
  );
});
