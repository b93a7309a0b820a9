// Made from grammar/nabla.ne by nearley: npm run grammar
function id(d: any[]): any { return d[0]; }
declare var END: any;
declare var D: any;
declare var IMPLICIT: any;
declare var SIGN: any;
declare var SUP: any;
declare var NUM: any;
declare var RATIO: any;
declare var NAME: any;
declare var PRIMES: any;
declare var ABS_OPEN: any;
declare var ABS_CLOSE: any;
declare var NORM_OPEN: any;
declare var NORM_CLOSE: any;
declare var STRING: any;

import * as build from "./syntax-build.ts";
// nearleyc asks it, while the rules load, whether a %NAME is a token; tables.ts checks the names.
const lexer: any = { has: () => true };

interface NearleyToken {
  value: any;
  [key: string]: any;
};

interface NearleyLexer {
  reset: (chunk: string, info: any) => void;
  next: () => NearleyToken | undefined;
  save: () => any;
  formatError: (token: never) => string;
  has: (tokenType: string) => boolean;
};

interface NearleyRule {
  name: string;
  symbols: NearleySymbol[];
  postprocess?: (d: any[], loc?: number, reject?: {}) => any;
};

type NearleySymbol = string | { literal: any } | { test: (token: any) => boolean };

interface Grammar {
  Lexer: NearleyLexer | undefined;
  ParserRules: NearleyRule[];
  ParserStart: string;
};

const grammar: Grammar = {
  Lexer: lexer,
  ParserRules: [
    {"name": "program", "symbols": ["statements"], "postprocess": id},
    {"name": "program", "symbols": ["statements", (lexer.has("END") ? {type: "END"} : END)], "postprocess": id},
    {"name": "statements", "symbols": ["statement"], "postprocess": id},
    {"name": "statements", "symbols": ["statements", (lexer.has("END") ? {type: "END"} : END), "statement"], "postprocess": build.list},
    {"name": "statement", "symbols": ["expression"], "postprocess": build.expressionStatement},
    {"name": "statement", "symbols": ["expression", {"literal":"="}, "expression"], "postprocess": build.assignment},
    {"name": "statement", "symbols": ["names", {"literal":":"}, "items"], "postprocess": build.declaration},
    {"name": "statement", "symbols": ["expression", {"literal":"~"}, "expression"], "postprocess": build.model},
    {"name": "statement", "symbols": ["expression", {"literal":"~"}, "expression", {"literal":"for"}, "expression", {"literal":"="}, "span"], "postprocess": build.indexedModel},
    {"name": "statement", "symbols": ["expression", {"literal":"->"}, "expression"], "postprocess": build.rule},
    {"name": "statement", "symbols": ["expression", {"literal":"->"}, "expression", {"literal":"if"}, "expression"], "postprocess": build.conditionalRule},
    {"name": "names", "symbols": ["expression"], "postprocess": id},
    {"name": "names", "symbols": ["names", {"literal":","}, "expression"], "postprocess": build.list},
    {"name": "expression", "symbols": ["or"], "postprocess": id},
    {"name": "expression", "symbols": ["cases", "or"], "postprocess": build.conditional},
    {"name": "cases", "symbols": ["or", {"literal":"?"}, "expression", {"literal":":"}], "postprocess": build.list},
    {"name": "cases", "symbols": ["cases", "or", {"literal":"?"}, "expression", {"literal":":"}], "postprocess": build.nextCase},
    {"name": "or", "symbols": ["and"], "postprocess": id},
    {"name": "or", "symbols": ["or", {"literal":"or"}, "and"], "postprocess": build.or},
    {"name": "and", "symbols": ["not"], "postprocess": id},
    {"name": "and", "symbols": ["and", {"literal":"and"}, "not"], "postprocess": build.and},
    {"name": "not", "symbols": ["comparison"], "postprocess": id},
    {"name": "not", "symbols": ["nots", "comparison"], "postprocess": build.prefix},
    {"name": "nots", "symbols": [{"literal":"not"}], "postprocess": id},
    {"name": "nots", "symbols": ["nots", {"literal":"not"}], "postprocess": id},
    {"name": "comparison", "symbols": ["sum"], "postprocess": id},
    {"name": "comparison", "symbols": ["comparison", "relation", "sum"], "postprocess": build.comparison},
    {"name": "relation", "symbols": [{"literal":"=="}], "postprocess": id},
    {"name": "relation", "symbols": [{"literal":"!="}], "postprocess": id},
    {"name": "relation", "symbols": [{"literal":"<"}], "postprocess": id},
    {"name": "relation", "symbols": [{"literal":"<="}], "postprocess": id},
    {"name": "relation", "symbols": [{"literal":">"}], "postprocess": id},
    {"name": "relation", "symbols": [{"literal":">="}], "postprocess": id},
    {"name": "relation", "symbols": [{"literal":"in"}], "postprocess": id},
    {"name": "sum", "symbols": ["product"], "postprocess": id},
    {"name": "sum", "symbols": ["sum", "plus", "product"], "postprocess": build.sum},
    {"name": "plus", "symbols": [{"literal":"+"}], "postprocess": id},
    {"name": "plus", "symbols": [{"literal":"-"}], "postprocess": id},
    {"name": "product", "symbols": ["factor"], "postprocess": id},
    {"name": "product", "symbols": ["product", "times", "factor"], "postprocess": build.product},
    {"name": "times", "symbols": [{"literal":"*"}], "postprocess": id},
    {"name": "times", "symbols": [{"literal":"/"}], "postprocess": id},
    {"name": "times", "symbols": [{"literal":".*"}], "postprocess": id},
    {"name": "times", "symbols": [{"literal":"./"}], "postprocess": id},
    {"name": "times", "symbols": [{"literal":"mod"}], "postprocess": id},
    {"name": "factor", "symbols": ["juxtaposition"], "postprocess": id},
    {"name": "factor", "symbols": ["derivatives", "juxtaposition"], "postprocess": build.derivative},
    {"name": "factor", "symbols": ["signs", "derivatives", "juxtaposition"], "postprocess": build.signedDerivative},
    {"name": "derivatives", "symbols": [(lexer.has("D") ? {type: "D"} : D)], "postprocess": id},
    {"name": "derivatives", "symbols": ["derivatives", (lexer.has("D") ? {type: "D"} : D)], "postprocess": id},
    {"name": "juxtaposition", "symbols": ["signed"], "postprocess": id},
    {"name": "juxtaposition", "symbols": ["juxtaposition", (lexer.has("IMPLICIT") ? {type: "IMPLICIT"} : IMPLICIT), "signed"], "postprocess": build.juxtaposition},
    {"name": "signed", "symbols": ["power"], "postprocess": id},
    {"name": "signed", "symbols": ["signs", "power"], "postprocess": build.prefix},
    {"name": "signs", "symbols": [(lexer.has("SIGN") ? {type: "SIGN"} : SIGN)], "postprocess": id},
    {"name": "signs", "symbols": ["signs", (lexer.has("SIGN") ? {type: "SIGN"} : SIGN)], "postprocess": id},
    {"name": "power", "symbols": ["postfix"], "postprocess": id},
    {"name": "power", "symbols": ["tower", "postfix"], "postprocess": build.power},
    {"name": "power", "symbols": ["tower", "signs", "postfix"], "postprocess": build.powerOfSigned},
    {"name": "tower", "symbols": ["postfix", "caret"], "postprocess": build.firstBase},
    {"name": "tower", "symbols": ["tower", "postfix", "caret"], "postprocess": build.nextBase},
    {"name": "tower", "symbols": ["tower", "signs", "postfix", "caret"], "postprocess": build.nextSignedBase},
    {"name": "caret", "symbols": [{"literal":"^"}], "postprocess": id},
    {"name": "caret", "symbols": [{"literal":".^"}], "postprocess": id},
    {"name": "postfix", "symbols": ["primary"], "postprocess": id},
    {"name": "postfix", "symbols": ["postfix", {"literal":"'"}], "postprocess": build.postfix},
    {"name": "postfix", "symbols": ["postfix", {"literal":"!"}], "postprocess": build.postfix},
    {"name": "postfix", "symbols": ["postfix", (lexer.has("SUP") ? {type: "SUP"} : SUP)], "postprocess": build.postfix},
    {"name": "postfix", "symbols": ["postfix", {"literal":"["}, "slices", {"literal":"]"}], "postprocess": build.index},
    {"name": "primary", "symbols": [(lexer.has("NUM") ? {type: "NUM"} : NUM)], "postprocess": id},
    {"name": "primary", "symbols": [(lexer.has("NUM") ? {type: "NUM"} : NUM), (lexer.has("RATIO") ? {type: "RATIO"} : RATIO), (lexer.has("NUM") ? {type: "NUM"} : NUM)], "postprocess": build.ratio},
    {"name": "primary", "symbols": [(lexer.has("NAME") ? {type: "NAME"} : NAME)], "postprocess": id},
    {"name": "primary", "symbols": [{"literal":"end"}], "postprocess": id},
    {"name": "primary", "symbols": [(lexer.has("NAME") ? {type: "NAME"} : NAME), {"literal":"("}, {"literal":")"}], "postprocess": build.emptyCall},
    {"name": "primary", "symbols": [(lexer.has("NAME") ? {type: "NAME"} : NAME), {"literal":"("}, "arguments", {"literal":")"}], "postprocess": build.call},
    {"name": "primary", "symbols": [(lexer.has("NAME") ? {type: "NAME"} : NAME), (lexer.has("PRIMES") ? {type: "PRIMES"} : PRIMES), {"literal":"("}, "arguments", {"literal":")"}], "postprocess": build.primedCall},
    {"name": "primary", "symbols": [{"literal":"("}, "expression", {"literal":")"}], "postprocess": build.group},
    {"name": "primary", "symbols": [{"literal":"("}, "expression", {"literal":","}, "items", {"literal":")"}], "postprocess": build.tuple},
    {"name": "primary", "symbols": [(lexer.has("ABS_OPEN") ? {type: "ABS_OPEN"} : ABS_OPEN), "expression", (lexer.has("ABS_CLOSE") ? {type: "ABS_CLOSE"} : ABS_CLOSE)], "postprocess": build.absolute},
    {"name": "primary", "symbols": [(lexer.has("NORM_OPEN") ? {type: "NORM_OPEN"} : NORM_OPEN), "expression", (lexer.has("NORM_CLOSE") ? {type: "NORM_CLOSE"} : NORM_CLOSE)], "postprocess": build.norm},
    {"name": "primary", "symbols": [{"literal":"["}, {"literal":"]"}], "postprocess": build.emptyMatrix},
    {"name": "primary", "symbols": [{"literal":"["}, "rows", {"literal":"]"}], "postprocess": build.matrix},
    {"name": "primary", "symbols": [{"literal":"["}, "expression", {"literal":"for"}, "indices", {"literal":"]"}], "postprocess": build.comprehension},
    {"name": "primary", "symbols": [{"literal":"{"}, "pieces", {"literal":"}"}], "postprocess": build.piecewise},
    {"name": "primary", "symbols": [{"literal":"{"}, "pieces", "separator", "expression", {"literal":"otherwise"}, {"literal":"}"}], "postprocess": build.piecewiseOtherwise},
    {"name": "arguments", "symbols": ["argument"], "postprocess": id},
    {"name": "arguments", "symbols": [(lexer.has("STRING") ? {type: "STRING"} : STRING)], "postprocess": id},
    {"name": "arguments", "symbols": ["arguments", {"literal":","}, "argument"], "postprocess": build.list},
    {"name": "argument", "symbols": ["range"], "postprocess": id},
    {"name": "argument", "symbols": ["expression", {"literal":"="}, "range"], "postprocess": build.binding},
    {"name": "range", "symbols": ["expression"], "postprocess": id},
    {"name": "range", "symbols": ["span"], "postprocess": id},
    {"name": "span", "symbols": ["expression", {"literal":".."}, "expression"], "postprocess": build.range},
    {"name": "slices", "symbols": ["slice"], "postprocess": id},
    {"name": "slices", "symbols": ["slices", {"literal":","}, "slice"], "postprocess": build.list},
    {"name": "slice", "symbols": ["expression"], "postprocess": id},
    {"name": "slice", "symbols": [{"literal":":"}], "postprocess": build.all},
    {"name": "slice", "symbols": ["expression", {"literal":":"}], "postprocess": build.sliceFrom},
    {"name": "slice", "symbols": [{"literal":":"}, "expression"], "postprocess": build.sliceTo},
    {"name": "slice", "symbols": ["expression", {"literal":":"}, "expression"], "postprocess": build.slice},
    {"name": "slice", "symbols": ["expression", {"literal":":"}, "expression", {"literal":":"}, "expression"], "postprocess": build.stride},
    {"name": "indices", "symbols": ["index"], "postprocess": id},
    {"name": "indices", "symbols": ["indices", {"literal":","}, "index"], "postprocess": build.list},
    {"name": "index", "symbols": ["expression", {"literal":"="}, "span"], "postprocess": build.binding},
    {"name": "rows", "symbols": ["row"], "postprocess": id},
    {"name": "rows", "symbols": ["rows", {"literal":";"}, "row"], "postprocess": build.list},
    {"name": "row", "symbols": ["items"], "postprocess": build.row},
    {"name": "items", "symbols": ["expression"], "postprocess": id},
    {"name": "items", "symbols": ["items", {"literal":","}, "expression"], "postprocess": build.list},
    {"name": "pieces", "symbols": ["expression", {"literal":"if"}, "expression"], "postprocess": build.list},
    {"name": "pieces", "symbols": ["pieces", "separator", "expression", {"literal":"if"}, "expression"], "postprocess": build.nextPiece},
    {"name": "separator", "symbols": [{"literal":","}], "postprocess": id},
    {"name": "separator", "symbols": [{"literal":";"}], "postprocess": id}
  ],
  ParserStart: "program",
};

export default grammar;
