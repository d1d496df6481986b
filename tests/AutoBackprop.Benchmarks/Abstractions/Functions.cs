namespace AutoBackprop.Benchmarks.Abstractions;

/// <summary>A solver that takes a lambda, and the same written out.</summary>
public static partial class Functions
{
    private static double Rk4(Func<double, double, double> rate, double y, double dt, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var t = i * dt;
            var k1 = rate(t, y);
            var k2 = rate(t + dt / 2, y + dt / 2 * k1);
            var k3 = rate(t + dt / 2, y + dt / 2 * k2);
            var k4 = rate(t + dt, y + dt * k3);
            y += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        return y;
    }

    [Differentiable(Derivatives.Gradient)]
    public static double Lambda(double y, double k, double g, int steps) => Rk4((t, v) => g * t - k * v * v, y, 0.01, steps);

    [Differentiable(Derivatives.Gradient)]
    public static double Flat(double y, double k, double g, int steps)
    {
        const double dt = 0.01;
        for (var i = 0; i < steps; i++)
        {
            var t = i * dt;
            var k1 = g * t - k * y * y;
            var y2 = y + dt / 2 * k1;
            var k2 = g * (t + dt / 2) - k * y2 * y2;
            var y3 = y + dt / 2 * k2;
            var k3 = g * (t + dt / 2) - k * y3 * y3;
            var y4 = y + dt * k3;
            var k4 = g * (t + dt) - k * y4 * y4;
            y += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        return y;
    }
}
