#!/usr/bin/env bash
# .NET 10.0.12: double.LogP1 and ExpM1, and their kin to the bases 2 and 10, are the formulas that they exist to replace: Log(x + 1),
# Exp(x) - 1. Below 1e-16 they return 0. Known for LogP1 and ExpM1; guessed for the others: the same. Math.Tanh and Math.Sinh are
# accurate.
. "$(dirname "$0")/expect.sh"
expect '0 0 0 0 0 0
1E-20 1E-20' <<'CS'
Console.WriteLine($"{double.LogP1(1e-20)} {double.Log2P1(1e-20)} {double.Log10P1(1e-20)} {double.ExpM1(1e-20)} {double.Exp2M1(1e-20)} {double.Exp10M1(1e-20)}");
Console.WriteLine($"{Math.Tanh(1e-20)} {Math.Sinh(1e-20)}");
CS
