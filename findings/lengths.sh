#!/usr/bin/env bash
# System.Numerics.Tensors 10.0.0, MathNet.Numerics 5.0.0, .NET 10.0.12: which lengths scale before they square? TensorPrimitives.Norm,
# Vector3.Length and MathNet's Distance.Euclidean do not: infinity for a length of 1.4e200, 0 for one of 5e-25f. double.Hypot and
# MathNet's L2Norm do. Normalize makes an infinity and two NaN of a short vector. MathNet's root mean square of two equal numbers is NaN.
# Guessed: Norm, L2Norm and Length infinite (L2Norm is not), nothing of the others.
. "$(dirname "$0")/expect.sh"
expect 'Norm: ∞, short 0; Hypot 1.414213562373095E+200
L2Norm 1.414213562373095E+200, Euclidean ∞, RootMeanSquare NaN
Length ∞, Normalize <∞, NaN, NaN>' <<'CS'
#:package System.Numerics.Tensors@10.0.0
#:package MathNet.Numerics@5.0.0
using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;
Console.OutputEncoding = System.Text.Encoding.UTF8;
double[] big = [1e200, 1e200];
Print($"Norm: {TensorPrimitives.Norm<double>(big)}, short {TensorPrimitives.Norm<float>([3e-25f, 4e-25f])}; Hypot {double.Hypot(1e200, 1e200)}");
var vector = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(big);
Print($"L2Norm {vector.L2Norm()}, Euclidean {Distance.Euclidean(big, [0, 0])}, RootMeanSquare {Statistics.RootMeanSquare(big)}");
Print($"Length {new Vector3(1e30f, 1e30f, 0).Length()}, Normalize {Vector3.Normalize(new Vector3(1e-30f, 0, 0))}");
static void Print(string text) => Console.WriteLine(text.Replace("Infinity", "∞"));
CS
