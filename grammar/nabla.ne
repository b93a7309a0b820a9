# The syntax of nabla: one rule per level of precedence, loosest first.
#
# Spaces, comments, and all that depends on context (the product in `2x`, prefix or infix `-`, opening or closing bars,
# where a line ends) are settled by src/notation/lexer.ts, so one token of lookahead suffices here.
# Every list is left recursive, and every postprocessor is pure and O(1): nearley runs them on prefixes that never
# survive. `id` takes the first symbol's value. After a change: npm run grammar
@preprocessor typescript
@{%
import * as build from "./syntax-build.ts";
// nearleyc asks it, while the rules load, whether a %NAME is a token; tables.ts checks the names.
const lexer: any = { has: () => true };
%}
@lexer lexer

program    -> statements                {% id %}
            | statements %END           {% id %}
statements -> statement                 {% id %}
            | statements %END statement {% build.list %}

statement -> expression                                        {% build.expressionStatement %}
           | expression "=" expression                         {% build.assignment %}
           | names ":" items                                   {% build.declaration %}
           | expression "~" expression                         {% build.model %}
           | expression "~" expression "for" expression "=" span  {% build.indexedModel %}
           | expression "->" expression                        {% build.rule %}
           | expression "->" expression "if" expression        {% build.conditionalRule %}
names -> expression           {% id %}
       | names "," expression {% build.list %}

expression -> or       {% id %}
            | cases or {% build.conditional %}
cases -> or "?" expression ":"       {% build.list %}
       | cases or "?" expression ":" {% build.nextCase %}

or  -> and {% id %} | or "or" and   {% build.or %}
and -> not {% id %} | and "and" not {% build.and %}
not -> comparison {% id %} | nots comparison {% build.prefix %}
nots -> "not" {% id %} | nots "not" {% id %}

comparison -> sum {% id %} | comparison relation sum {% build.comparison %}
relation -> "==" {% id %} | "!=" {% id %} | "<" {% id %} | "<=" {% id %} | ">" {% id %} | ">=" {% id %} | "in" {% id %}

sum -> product {% id %} | sum plus product {% build.sum %}
plus -> "+" {% id %} | "-" {% id %}
product -> factor {% id %} | product times factor {% build.product %}
times -> "*" {% id %} | "/" {% id %} | ".*" {% id %} | "./" {% id %} | "mod" {% id %}

factor -> juxtaposition                   {% id %}
        | derivatives juxtaposition       {% build.derivative %}
        | signs derivatives juxtaposition {% build.signedDerivative %}
derivatives -> %D {% id %} | derivatives %D {% id %}

juxtaposition -> signed {% id %} | juxtaposition %IMPLICIT signed {% build.juxtaposition %}
signed -> power {% id %} | signs power {% build.prefix %}
signs -> %SIGN {% id %} | signs %SIGN {% id %}

# `a^b^-c` is right associative; as a left-recursive list of bases, each with its operator, it is linear.
power -> postfix             {% id %}
       | tower postfix       {% build.power %}
       | tower signs postfix {% build.powerOfSigned %}
tower -> postfix caret             {% build.firstBase %}
       | tower postfix caret       {% build.nextBase %}
       | tower signs postfix caret {% build.nextSignedBase %}
caret -> "^" {% id %} | ".^" {% id %}

postfix -> primary                {% id %}
         | postfix "'"            {% build.postfix %}
         | postfix "!"            {% build.postfix %}
         | postfix %SUP           {% build.postfix %}
         | postfix "[" slices "]" {% build.index %}

primary -> %NUM                               {% id %}
         | %NUM %RATIO %NUM                   {% build.ratio %}
         | %NAME                              {% id %}
         | "end"                              {% id %}
         | %NAME "(" ")"                      {% build.emptyCall %}
         | %NAME "(" arguments ")"            {% build.call %}
         | %NAME %PRIMES "(" arguments ")"    {% build.primedCall %}
         | "(" expression ")"                 {% build.group %}
         | "(" expression "," items ")"       {% build.tuple %}
         | %ABS_OPEN expression %ABS_CLOSE    {% build.absolute %}
         | %NORM_OPEN expression %NORM_CLOSE  {% build.norm %}
         | "[" "]"                            {% build.emptyMatrix %}
         | "[" rows "]"                       {% build.matrix %}
         | "[" expression "for" indices "]"   {% build.comprehension %}
         | "{" pieces "}"                     {% build.piecewise %}
         | "{" pieces separator expression "otherwise" "}" {% build.piecewiseOtherwise %}

arguments -> argument               {% id %}
           | %STRING                {% id %}
           | arguments "," argument {% build.list %}
argument -> range {% id %} | expression "=" range {% build.binding %}
range -> expression {% id %} | span {% id %}
span -> expression ".." expression {% build.range %}

slices -> slice {% id %} | slices "," slice {% build.list %}
slice -> expression                               {% id %}
       | ":"                                      {% build.all %}
       | expression ":"                           {% build.sliceFrom %}
       | ":" expression                           {% build.sliceTo %}
       | expression ":" expression                {% build.slice %}
       | expression ":" expression ":" expression {% build.stride %}

indices -> index {% id %} | indices "," index {% build.list %}
index -> expression "=" span {% build.binding %}

rows -> row {% id %} | rows ";" row {% build.list %}
row -> items {% build.row %}
items -> expression {% id %} | items "," expression {% build.list %}

pieces -> expression "if" expression                  {% build.list %}
        | pieces separator expression "if" expression {% build.nextPiece %}
separator -> "," {% id %} | ";" {% id %}
