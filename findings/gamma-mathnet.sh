#!/usr/bin/env bash
# MathNet.Numerics 5.0.0: SpecialFunctions.Gamma is infinite long before the double ends, at 171.6: its power overflows first. Factorial
# of the same class has 170! = Gamma(171) = 7.26e306, and GammaLn its logarithm. Guessed: finite up to 171.6, then: up to 170.
. "$(dirname "$0")/expect.sh"
expect 'the last finite one: Gamma(169) = 2.53E+302
Gamma(171) ∞, Factorial(170) 7.26E+306, exp(GammaLn(171)) 7.26E+306' <<'CS'
#:package MathNet.Numerics@5.0.0
using MathNet.Numerics;
Console.OutputEncoding = System.Text.Encoding.UTF8;
var last = Enumerable.Range(1, 171).Last(n => double.IsFinite(SpecialFunctions.Gamma(n)));
Console.WriteLine($"the last finite one: Gamma({last}) = {SpecialFunctions.Gamma(last):0.00E+0}");
Console.WriteLine($"Gamma(171) {SpecialFunctions.Gamma(171):0.00E+0}, Factorial(170) {SpecialFunctions.Factorial(170):0.00E+0}, "
    .Replace("Infinity", "∞") + $"exp(GammaLn(171)) {Math.Exp(SpecialFunctions.GammaLn(171)):0.00E+0}");
CS
