#!/usr/bin/env bash
# System.Numerics.Tensors 10.0.0: where the scalar function gives a whole number, the function on spans does not: 2 to the 10th is no
# 1024f, the logarithm of 1000 no 3. Guessed: Exp10 would miss, Exp2 and Log10 would not.
. "$(dirname "$0")/expect.sh"
expect 'Exp2 of 10f: 1024.0001, scalar 1024
Exp10 of 3: 1000.0000000000006, scalar 1000
Log10 of 1000: 2.9999999999999996, scalar 3' <<'CS'
#:package System.Numerics.Tensors@10.0.0
using System.Numerics.Tensors;
float[] y = new float[64];
double[] z = new double[64];
TensorPrimitives.Exp2<float>(Enumerable.Repeat(10f, 64).ToArray(), y);
Console.WriteLine($"Exp2 of 10f: {y[0]}, scalar {float.Exp2(10)}");
TensorPrimitives.Exp10<double>(Enumerable.Repeat(3.0, 64).ToArray(), z);
Console.WriteLine($"Exp10 of 3: {z[0]}, scalar {double.Exp10(3)}");
TensorPrimitives.Log10<double>(Enumerable.Repeat(1000.0, 64).ToArray(), z);
Console.WriteLine($"Log10 of 1000: {z[0]}, scalar {Math.Log10(1000)}");
CS
