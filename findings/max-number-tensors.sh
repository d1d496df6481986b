#!/usr/bin/env bash
# System.Numerics.Tensors 10.0.0: double.MaxNumber prefers a number to NaN; TensorPrimitives.MaxNumber over a span returns NaN all the
# same, while TensorPrimitives.MaxNumber of two spans does as the scalar. Guessed: 2.
. "$(dirname "$0")/expect.sh"
expect 'scalar 2, of two spans 2, over a span NaN' <<'CS'
#:package System.Numerics.Tensors@10.0.0
using System.Numerics.Tensors;
double[] y = new double[1];
TensorPrimitives.MaxNumber<double>([double.NaN], [2], y);
Console.WriteLine($"scalar {double.MaxNumber(double.NaN, 2)}, of two spans {y[0]}, over a span {TensorPrimitives.MaxNumber<double>([1, double.NaN, 2])}");
CS
