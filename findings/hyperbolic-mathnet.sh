#!/usr/bin/env bash
# MathNet.Numerics 5.0.0: Trig.Sinh, Tanh, Asinh and Atanh lose 8 of 16 digits at 1e-9, where each is its argument; Math has them all.
# Expm1 from the same package, is exact. Guessed: all exact.
. "$(dirname "$0")/expect.sh"
expect 'Sinh 1.0000000272292198E-09, Tanh 1.0000000272292198E-09, Asinh 1.000000082240371E-09, Atanh 1.0000000817403708E-09
Math 1E-09, 1E-09, 1E-09, 1E-09; Expm1 of 1e-20 1E-20' <<'CS'
#:package MathNet.Numerics@5.0.0
using MathNet.Numerics;
Console.WriteLine($"Sinh {Trig.Sinh(1e-9)}, Tanh {Trig.Tanh(1e-9)}, Asinh {Trig.Asinh(1e-9)}, Atanh {Trig.Atanh(1e-9)}");
Console.WriteLine($"Math {Math.Sinh(1e-9)}, {Math.Tanh(1e-9)}, {Math.Asinh(1e-9)}, {Math.Atanh(1e-9)}; Expm1 of 1e-20 {SpecialFunctions.Expm1(1e-20)}");
CS
