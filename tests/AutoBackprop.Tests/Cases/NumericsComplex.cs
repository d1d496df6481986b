using System;
using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Complex numbers of System.Numerics.</summary>
public static partial class NumericsComplex
{
    public record struct Impedance(Complex Value, double Frequency);

    public struct Pole
    {
        public Complex At;
        public double Weight;
    }

    [Case("[0.3, -0.5], [1.1, 0.2]")]
    [Differentiable]
    public static double Arithmetic(Complex a, Complex b)
    {
        var z = a * b + 2 - 1 / b;
        z /= a - 3;
        z *= 0.5;
        z -= Complex.ImaginaryOne * a.Real;
        return (-z).Magnitude + z.Phase * Complex.Conjugate(z).Imaginary;
    }

    [Case("[0.3, -0.5], [1.1, 0.2]")]
    [Differentiable]
    public static double Functions(Complex a, Complex b)
    {
        var z = Complex.Exp(a) + Complex.Log(b) * Complex.Sqrt(a * b) - Complex.Pow(b, a) + Complex.Pow(a, 3);
        z += Complex.Sin(a) / Complex.Cos(b) + Complex.Tan(a) * Complex.Tanh(b) - Complex.Atan(a);
        return Complex.Abs(z) + (Complex.Sinh(a) * Complex.Cosh(b)).Real;
    }

    [Case("[-0.7, 0.4]")]
    [Case("[-0.7, 0]", NoDifferences = true)]
    [Case("[0.7, 0]")]
    [Differentiable]
    public static double Roots(Complex z) => Complex.Sqrt(z).Real * 2 + Complex.Sqrt(z).Imaginary;

    [Case("[0.8, 0.9], 3")]
    [Differentiable]
    public static double Newton(Complex z, int steps)
    {
        // The nearest cube root of 1.
        for (var i = 0; i < steps; i++) z -= (z * z * z - 1) / (3 * z * z);
        return z.Real + 2 * z.Imaginary;
    }

    [Case("[[0.3, -0.5], [1.1, 0.2], [0.4, 0.6]], [0.7, 0.1]")]
    [Differentiable]
    public static double Polynomial(ReadOnlySpan<Complex> coefficients, Complex z)
    {
        Complex sum = 0;
        for (var i = coefficients.Length - 1; i >= 0; i--) sum = sum * z + coefficients[i];
        return sum.Magnitude;
    }

    [Case("[0.5, 0.2, -0.4, 0.7]")]
    [Differentiable]
    public static double Spectrum(ReadOnlySpan<double> signal)
    {
        var power = 0.0;
        for (var k = 0; k < signal.Length; k++)
        {
            var sum = Complex.Zero;
            for (var n = 0; n < signal.Length; n++) sum += signal[n] * Complex.FromPolarCoordinates(1,
                -2 * Math.PI * k * n / signal.Length);
            power += k * (sum * Complex.Conjugate(sum)).Real;
        }
        return power;
    }

    [Case("[0.3, -0.5], 0.4", Check = Check.Backward)]
    [Differentiable]
    public static Complex Result(Complex z, double t) => Complex.Exp(z * t) + t;

    [Case("[[0.3, -0.5], [1.1, 0.2], [0.4, 0.6]], [0.7, 0.1]", Check = Check.Backward)]
    [Differentiable]
    public static void Scan(Span<Complex> z, Complex by)
    {
        for (var i = 1; i < z.Length; i++) z[i] += z[i - 1] * by;
    }

    [Case("[[0.3, -0.5], 2.5], 0.1")]
    [Differentiable]
    public static double Member(Impedance z, double c)
    {
        var parallel = 1 / (1 / z.Value + new Complex(0, z.Frequency * c));
        z.Value *= parallel;
        return z.Value.Magnitude;
    }

    [Case("[[[0.3, -0.5], 2], [[1.1, 0.2], 3]], 0.8", Check = Check.Backward)]
    [Differentiable]
    public static double Response(Span<Pole> poles, double w)
    {
        Complex sum = 1;
        for (var i = 0; i < poles.Length; i++)
        {
            poles[i].At += w;
            sum += poles[i].Weight / (Complex.ImaginaryOne * w - poles[i].At);
        }
        return sum.Magnitude;
    }

    [Case("[0.3, -0.5]")]
    [Case("[0, 0]", NoDifferences = true, Grad = "3,0")]
    [Differentiable]
    public static double Zero(Complex z) => z == Complex.Zero ? 3 * Complex.Pow(z, 1).Real : (Complex.Pow(z, 2) + z).Real;

    [Differentiable]
    public static double Field(Complex z, double m) => (Complex.Log(z) * m + z * z).Real;

    [Case("[0.3, -0.5], 2")]
    [Differentiable]
    public static double Flow(Complex z, double m)
    {
        var (_, velocity, _) = FieldGradient(z, m);
        return velocity.Magnitude;
    }
}
