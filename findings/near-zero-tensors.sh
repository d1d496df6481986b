#!/usr/bin/env bash
# System.Numerics.Tensors 10.0.0: near 0 TensorPrimitives.Tanh of a positive number is negative, and ExpM1 of 1e-20f is 1.19e-7f, an ulp
# of 1. Known for Tanh; guessed for ExpM1: 0, as the scalar gives. All spans have 64 elements, as vectors do.
. "$(dirname "$0")/expect.sh"
expect 'Tanh of 1e-9f: -5.9604645E-08, scalar 1E-09
Sinh of 1e-20f: 5.960547E-08, scalar 1E-20
ExpM1 of 1e-20f: 1.1920929E-07, scalar 0
Tanh of 1e-20: -0, scalar 1E-20' <<'CS'
#:package System.Numerics.Tensors@10.0.0
using System.Numerics.Tensors;
float[] y = new float[64];
double[] z = new double[64];
TensorPrimitives.Tanh<float>(Enumerable.Repeat(1e-9f, 64).ToArray(), y);
Console.WriteLine($"Tanh of 1e-9f: {y[0]}, scalar {MathF.Tanh(1e-9f)}");
TensorPrimitives.Sinh<float>(Enumerable.Repeat(1e-20f, 64).ToArray(), y);
Console.WriteLine($"Sinh of 1e-20f: {y[0]}, scalar {MathF.Sinh(1e-20f)}");
TensorPrimitives.ExpM1<float>(Enumerable.Repeat(1e-20f, 64).ToArray(), y);
Console.WriteLine($"ExpM1 of 1e-20f: {y[0]}, scalar {float.ExpM1(1e-20f)}");
TensorPrimitives.Tanh<double>(Enumerable.Repeat(1e-20, 64).ToArray(), z);
Console.WriteLine($"Tanh of 1e-20: {z[0]}, scalar {Math.Tanh(1e-20)}");
CS
