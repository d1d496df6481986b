using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>Complex of System.Numerics on dual numbers, from the definitions.</summary>
public struct ComplexOfDual(Dual real, Dual imaginary)
{
    public Dual Real { get; private set; } = real;
    public Dual Imaginary { get; private set; } = imaginary;

    public static ComplexOfDual Zero => default;
    public static ComplexOfDual One => new(1, 0);
    public static ComplexOfDual ImaginaryOne => new(0, 1);

    public static implicit operator ComplexOfDual(Dual x) => new(x, 0);
    public static implicit operator ComplexOfDual(int x) => new(x, 0);

    public static ComplexOfDual operator +(ComplexOfDual a, ComplexOfDual b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);
    public static ComplexOfDual operator -(ComplexOfDual a, ComplexOfDual b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);
    public static ComplexOfDual operator -(ComplexOfDual a) => new(-a.Real, -a.Imaginary);
    public static ComplexOfDual operator *(ComplexOfDual a, ComplexOfDual b) =>
        new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    public static ComplexOfDual operator /(ComplexOfDual a, ComplexOfDual b)
    {
        var (z, square) = (a * Conjugate(b), b.Real * b.Real + b.Imaginary * b.Imaginary);
        return new(z.Real / square, z.Imaginary / square);
    }

    public static bool operator ==(ComplexOfDual a, ComplexOfDual b) => a.Equals(b);
    public static bool operator !=(ComplexOfDual a, ComplexOfDual b) => !a.Equals(b);
    public readonly bool Equals(ComplexOfDual o) => Real == o.Real && Imaginary == o.Imaginary;
    public readonly override bool Equals(object? o) => o is ComplexOfDual z && Equals(z);
    public readonly override int GetHashCode() => 0;

    public readonly Dual Magnitude => Dual.Hypot(Real, Imaginary);
    public readonly Dual Phase => Dual.Atan2(Imaginary, Real);

    public static Dual Abs(ComplexOfDual z) => z.Magnitude;
    public static ComplexOfDual Conjugate(ComplexOfDual z) => new(z.Real, -z.Imaginary);
    public static ComplexOfDual FromPolarCoordinates(Dual r, Dual angle) => new(r * Dual.Cos(angle), r * Dual.Sin(angle));
    public static ComplexOfDual Exp(ComplexOfDual z) => FromPolarCoordinates(Dual.Exp(z.Real), z.Imaginary);
    public static ComplexOfDual Log(ComplexOfDual z) => new(Dual.Log(z.Magnitude), z.Phase);

    // On its cut the square root goes to one side.
    public static ComplexOfDual Sqrt(ComplexOfDual z)
    {
        Dual.Smooth(0, z.Imaginary.Value != 0 || z.Real.Value > 0);
        return FromPolarCoordinates(Dual.Sqrt(z.Magnitude), z.Phase / 2);
    }

    public static ComplexOfDual Pow(ComplexOfDual z, ComplexOfDual w)
    {
        if (Dual.Smooth(z.Magnitude.Value, z.Magnitude.Value != 0) == 0) return w == Zero ? One : Zero;
        return Exp(w * Log(z));
    }

    public static ComplexOfDual Sinh(ComplexOfDual z) => (Exp(z) - Exp(-z)) * new ComplexOfDual(0.5, 0);
    public static ComplexOfDual Cosh(ComplexOfDual z) => (Exp(z) + Exp(-z)) * new ComplexOfDual(0.5, 0);
    public static ComplexOfDual Tanh(ComplexOfDual z) => Sinh(z) / Cosh(z);
    public static ComplexOfDual Sin(ComplexOfDual z) => Sinh(z * ImaginaryOne) / ImaginaryOne;
    public static ComplexOfDual Cos(ComplexOfDual z) => Cosh(z * ImaginaryOne);
    public static ComplexOfDual Tan(ComplexOfDual z) => Sin(z) / Cos(z);
    public static ComplexOfDual Atan(ComplexOfDual z) =>
        (Log(One - ImaginaryOne * z) - Log(One + ImaginaryOne * z)) * ImaginaryOne * new ComplexOfDual(0.5, 0);
}
