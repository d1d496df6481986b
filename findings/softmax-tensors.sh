#!/usr/bin/env bash
# System.Numerics.Tensors 10.0.0: TensorPrimitives.SoftMax takes no maximum off, so scores of 1000 give NaN; of equal scores each has 1/2.
# Known before; there was nothing to guess.
. "$(dirname "$0")/expect.sh"
expect 'NaN NaN
0.5 0.5' <<'CS'
#:package System.Numerics.Tensors@10.0.0
using System.Numerics.Tensors;
double[] p = new double[2];
TensorPrimitives.SoftMax<double>([1000, 1000], p);
Console.WriteLine($"{p[0]} {p[1]}");
TensorPrimitives.SoftMax<double>([700, 700], p);
Console.WriteLine($"{p[0]} {p[1]}");
CS
