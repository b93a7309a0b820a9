/** Models in matrix form, against loops written by hand. */
import { attention } from "../models/attention.js";
import { logistic } from "../models/logistic.js";
import { perceptron } from "../models/perceptron.js";
import { softmax } from "../models/softmax.js";

export const cases = [logistic, softmax, perceptron, attention];
