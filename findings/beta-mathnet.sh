#!/usr/bin/env bash
# MathNet.Numerics 5.0.0: SpecialFunctions.BetaLn adds and subtracts logarithms of Γ that are far larger than the result. Of log B(2, b), which
# is -log(b (b + 1)), five digits are right at b = 1e11, two at 1e14, and at 1e17 it is 0: the beta function is 1 there. Guessed: a few digits
# lost at 1e14, as GammaLn itself is right to 1e-15.
. "$(dirname "$0")/expect.sh"
expect 'BetaLn(2, 1E+6) = -27.631022, is -27.631022
BetaLn(2, 1E+11) = -50.656738, is -50.656872
BetaLn(2, 1E+14) = -64.500000, is -64.472383
BetaLn(2, 1E+17) = 0.000000, is -78.287893' <<'CS'
#:package MathNet.Numerics@5.0.0
using MathNet.Numerics;
foreach (var b in (double[])[1e6, 1e11, 1e14, 1e17])
    Console.WriteLine($"BetaLn(2, {b:0E+0}) = {SpecialFunctions.BetaLn(2, b):0.000000}, is {-Math.Log(b) - Math.Log(b + 1):0.000000}");
CS
