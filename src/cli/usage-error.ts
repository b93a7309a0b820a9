/** The error for a call that does not fit `--help`; what is wrong with a formula is an error of the core. */
import { NablaError } from "../core/error.ts";

/** Ends the program with exit code 2. */
export class UsageError extends NablaError {}
