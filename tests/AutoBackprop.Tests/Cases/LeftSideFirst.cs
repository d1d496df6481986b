using System;
using AutoBackprop;

namespace Cases;

/// <summary>C# evaluates the index on the left of an assignment before its right side, and the target's value of a compound one, too.</summary>
public static partial class LeftSideFirst
{
    [Case("[1, 2, 3], 0", Value = 4, Grad = "0, 4, 0")]
    [Differentiable]
    public static double Next(ReadOnlySpan<double> x, int i)
    {
        Span<double> m = stackalloc double[3];
        m[i++] = x[i];                      // m[0] = x[1]
        return m[0] * m[0];
    }

    // a stack machine: x + y z
    [Case("2, 5, 3", Value = 17, Grad = "1, 3, 5")]
    [Differentiable]
    public static double Stack(double x, double y, double z)
    {
        Span<double> stack = stackalloc double[3];
        int top = 0;
        stack[top++] = x; stack[top++] = y; stack[top++] = z;
        stack[top - 2] = stack[top - 2] * stack[--top];
        stack[top - 2] = stack[top - 2] + stack[--top];
        return stack[0];
    }

    [Case("2, 5, 3", Value = 17, Grad = "1, 3, 5")]
    [Differentiable]
    public static double StackCompound(double x, double y, double z)
    {
        Span<double> stack = stackalloc double[3];
        int top = 0;
        stack[top++] = x; stack[top++] = y; stack[top++] = z;
        stack[top - 2] *= stack[--top];
        stack[top - 2] += stack[--top];
        return stack[0];
    }

    [Case("[1, 2, 3], 1", Value = 30, Grad = "0, 0, 10")]
    [Differentiable]
    public static double Assigned(ReadOnlySpan<double> x, int i)
    {
        Span<double> m = stackalloc double[3];
        m[i] = x[i = 2];                    // m[1] = x[2]
        return m[0] + 10 * m[1] + 100 * m[2];
    }


    private static double Bump(Span<double> w) { w[0] *= 3; return w[1]; }

    [Case("2, 5", Value = 160, Grad = "80, 32")]
    [Differentiable]
    public static double Operand(double x, double y)
    {
        Span<double> w = stackalloc double[2];
        w[0] = x; w[1] = y;
        return w[0] * Bump(w) + Bump(w) * w[0] * 5 / 3 * w[1] / y;   // x y + y (9 x) 5 / 3
    }
}
