#!/usr/bin/env bash
# .NET 10.0.12: double.RootN(1e15, 5) is 3 ulp beside 1000, whose fifth power is 1e15 exactly. Guessed of RootN(1000, 3) and RootN(243,
# 5): exact, and they are.
. "$(dirname "$0")/expect.sh"
expect '1000.0000000000003, Pow(1000, 5) == 1e15: True
10 3' <<'CS'
Console.WriteLine($"{double.RootN(1e15, 5)}, Pow(1000, 5) == 1e15: {Math.Pow(1000, 5) == 1e15}");
Console.WriteLine($"{double.RootN(1000, 3)} {double.RootN(243, 5)}");
CS
