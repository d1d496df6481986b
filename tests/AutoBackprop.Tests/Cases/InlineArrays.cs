using AutoBackprop;
using System.Runtime.CompilerServices;

namespace Cases;

/// <summary>Structs that are arrays: elements by constants and in loops, copies that change alone.</summary>
public static partial class InlineArrays
{
    [InlineArray(3)] public struct Three { private double _first; }
    [InlineArray(4)] public struct Four { public float First; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Elements(double x, double y) { var a = new Three(); a[0] = x; a[1] = y; a[2] = x * y; return a[0] * a[1] + a[2]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Loops(double x, double y) { Three a = default; for (var i = 0; i < 3; i++) a[i] += x * i + y; var s = 0.0; for (var i = 0; i < 3; i++) s += a[i] * a[^1]; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Copies(double x, double y) { var a = new Three(); a[0] = x; var b = a; b[0] *= y; b[1] = x; a[1] = y; var s = a[0] * b[0] + b[1] * a[1]; a = b; a[0] = 2; return s * b[0] + a[1]; }

    [Differentiable, Case("0.7, 1.3"), Case("1.7, 1.3")]
    public static double Branches(double x, double y) { var a = new Three(); if (x > 1) a[1] = x * y; else a[0] = y; return a[0] * x + a[1]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Handed(double x, double y) { var a = new Three(); a[0] = x; a[2] = y; Change(a); return Sum(a) * y; }
    static double Sum(Three a) { a[0] *= 2; return a[0] + a[1] + a[2] * a[2]; }
    static void Change(Three a) => a[2] = 5;

    [Differentiable, Case("0.7, 1.3")]
    public static float Floats(float x, float y) { var a = new Four(); for (var i = 0; i < 4; i++) a[i] = x * i; return a[1] * a[3] * y; }
}
