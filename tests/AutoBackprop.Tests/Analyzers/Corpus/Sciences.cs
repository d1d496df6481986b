using System;
using AutoBackprop;

namespace Corpus;

public static partial class Sciences
{
    [Differentiable]
    public static double BlackScholes(double spot, double strike, double rate, double volatility, double time)
    {
        var d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / (volatility * Math.Sqrt(time));
        var d2 = d1 - volatility * Math.Sqrt(time);
        return spot * Normal(d1) - strike * Math.Exp(-rate * time) * Normal(d2);
    }

    private static double Normal(double x) => 0.5 * (1 + Math.Tanh(0.7978845608 * (x + 0.044715 * x * x * x)));

    [Differentiable]
    public static double AsianOption(double spot, double volatility, double strike, [NoGradient] double[] noise)
    {
        double price = spot, sum = 0;
        foreach (var e in noise)
        {
            price *= Math.Exp(volatility * e - 0.5 * volatility * volatility);
            sum += price;
        }
        return Math.Max(sum / noise.Length - strike, 0);
    }

    [Differentiable]
    public static double Bodies(ReadOnlySpan<double> position, ReadOnlySpan<double> mass)
    {
        var energy = 0.0;
        for (int i = 0; i < mass.Length; i++)
            for (int j = i + 1; j < mass.Length; j++)
            {
                var dx = position[2 * i] - position[2 * j];
                var dy = position[2 * i + 1] - position[2 * j + 1];
                energy -= mass[i] * mass[j] / Math.Sqrt(dx * dx + dy * dy + 1e-3);
            }
        return energy;
    }

    [Differentiable]
    public static double Pendulum(double angle, double speed, double length, double target)
    {
        for (int step = 0; step < 100; step++)
        {
            speed -= 0.01 * 9.81 / length * Math.Sin(angle);
            angle += 0.01 * speed;
        }
        return (angle - target) * (angle - target);
    }

    [Differentiable]
    public static double NeuralEquation(double[] w, double x, double target)
    {
        for (int step = 0; step < 50; step++) x += 0.02 * (w[2] * Math.Tanh(w[0] * x + w[1]));
        return (x - target) * (x - target);
    }

    [Differentiable]
    public static double Predator(double a, double b, double c, double d, double prey, double hunters)
    {
        for (int step = 0; step < 200; step++)
        {
            var birth = a * prey - b * prey * hunters;
            var death = c * prey * hunters - d * hunters;
            prey += 0.01 * birth;
            hunters += 0.01 * death;
        }
        return prey;
    }

    [Differentiable]
    public static double LayerNorm(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> shift, ReadOnlySpan<double> v)
    {
        double mean = 0, variance = 0;
        for (int i = 0; i < x.Length; i++) mean += x[i];
        mean /= x.Length;
        for (int i = 0; i < x.Length; i++) variance += (x[i] - mean) * (x[i] - mean);
        variance /= x.Length;
        var y = 0.0;
        for (int i = 0; i < x.Length; i++) y += v[i] * (gain[i] * ((x[i] - mean) / Math.Sqrt(variance + 1e-5)) + shift[i]);
        return y;
    }

    [Differentiable]
    public static double BatchNorm(double w, double b, double gain, double shift, double v, [NoGradient] double[] x, [NoGradient] double[] t)
    {
        double mean = 0, variance = 0;
        foreach (var e in x) mean += w * e + b;
        mean /= x.Length;
        foreach (var e in x) variance += (w * e + b - mean) * (w * e + b - mean);
        variance /= x.Length;
        var loss = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            var h = Activations.Relu(gain * (w * x[i] + b - mean) / Math.Sqrt(variance + 1e-5) + shift);
            loss += Losses.SquaredError(v * h, t[i]);
        }
        return loss / x.Length;
    }

    [Differentiable]
    public static double Convolution(ReadOnlySpan<double> kernel, double b, ReadOnlySpan<double> v, ReadOnlySpan<double> x, [NoGradient] double t)
    {
        var y = 0.0;
        for (int i = 0; i + kernel.Length <= x.Length; i++)
        {
            var z = b;
            for (int k = 0; k < kernel.Length; k++) z += kernel[k] * x[i + k];
            y += v[i] * Activations.Relu(z);
        }
        return (y - t) * (y - t);
    }
}
