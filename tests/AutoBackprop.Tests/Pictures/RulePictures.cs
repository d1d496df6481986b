namespace AutoBackprop.Tests.Pictures;

/// <summary>What the pages of the analyzers show: a function, and the slope that a gradient sees of it.</summary>
public static class RulePictures
{
    private static readonly Func<double, double> Sigmoid = Activations.Sigmoid;

    public static IReadOnlyDictionary<string, Plot> All { get; } = new Dictionary<string, Plot>
    {
        ["AB0101"] = new Plot("A step: the slope is 0 wherever there is one", -3, 3, -3, 3).With("Round(x)", x => Math.Round(x)).With("slope", _ => 0).With("Tanh(x)", Math.Tanh),
        ["AB0102"] = new Plot("A kink: the slope jumps", -3, 3, -2, 3).With("Abs(x)", Math.Abs).With("slope", x => x < 0 ? -1 : 1),
        ["AB0103"] = new Plot("Equality holds at one point, which no step hits", -3, 3, -2, 3).With("x == 1 ? 2 : 0.5 * x", x => 0.5 * x).With("slope", _ => 0.5),
        ["AB0104"] = new Plot("Two constants: nothing to follow", -3, 3, -1, 2).With("x > 0 ? 1 : 0", x => x > 0 ? 1 : 0).With("slope", _ => 0).With("Sigmoid(4 * x)", x => Sigmoid(4 * x)),
        ["AB0105"] = new Plot("0 times infinity is NaN, left of 0", -2, 3, -1, 3).With("masked: 0 * Log(x)", x => (x > 0 ? 1 : 0) * Math.Log(x)).With("chosen", x => x > 0 ? Math.Log(x) : 0),
        ["AB0201"] = new Plot("The slope is at most 1/4, and 0 at both ends", -8, 8, 0, 1).With("Sigmoid(x)", Sigmoid).With("slope", x => Slope(Sigmoid, x)),
        ["AB0202"] = new Plot("Each sigmoid takes 3/4 of the slope, or more", -8, 8, 0, 0.3).With("slope of 1", x => Slope(Sigmoid, x)).With("of 2", x => Slope(z => Sigmoid(Sigmoid(z)), x)).With("of 3", x => Slope(z => Sigmoid(Sigmoid(Sigmoid(z))), x)),
        ["AB0203"] = new Plot("Target 1: no slope where the error is largest", -8, 8, -1.2, 2).With("(σ(z) - 1)²", z => Square(Sigmoid(z) - 1)).With("its slope", z => Slope(t => Square(Sigmoid(t) - 1), z)).With("slope of cross-entropy", z => Sigmoid(z) - 1),
        ["AB0204"] = new Plot("Clipped: no slope outside", -2, 3, -0.5, 1.5).With("Clamp(z, 0, 1)", z => Math.Clamp(z, 0, 1)).With("slope", z => z is > 0 and < 1 ? 1 : 0).With("Sigmoid(4 * z - 2)", z => Sigmoid(4 * z - 2)),
        ["AB0205"] = new Plot("Through a loop the slope dies, or explodes", 0, 20, 0, 3).With("0.8 a step", t => Math.Pow(0.8, t)).With("1.1 a step", t => Math.Pow(1.1, t)),
        ["AB0206"] = new Plot("A line of a line is a line", -3, 3, -3, 3).With("h = 2 * x - 1", x => 2 * x - 1).With("0.5 * h + 1", x => 0.5 * (2 * x - 1) + 1),
        ["AB0207"] = new Plot("Left of 0 there is no slope: it never learns", -3, 3, -1, 3).With("Relu(z)", z => Math.Max(0, z)).With("slope", z => z > 0 ? 1 : 0).With("Softplus(z)", Activations.Softplus),
        ["AB0301"] = new Plot("The softmax underflows, its logarithm is lost", 0, 1000, -1000, 0).With("Log(Softmax)", x => Math.Log(Math.Exp(-x) / (1 + Math.Exp(-x)))).With("LogSoftmax", x => -Activations.Softplus(x)),
        ["AB0302"] = new Plot("The sigmoid underflows, its logarithm is lost", -1000, 0, -1000, 0).With("Log(Sigmoid(z))", z => Math.Log(1 / (1 + Math.Exp(-z)))).With("-Softplus(-z)", z => -Activations.Softplus(-z)),
        ["AB0303"] = new Plot("Exp overflows at 709.8", 0, 1000, 0, 1000).With("Log(Sum(Exp))", x => Math.Log(Math.Exp(x) + Math.Exp(x / 2))).With("LogSumExp", x => x + Math.Log(1 + Math.Exp(-x / 2))),
        ["AB0304"] = new Plot("The slope grows without bound at 0", 0, 2, 0, 4).With("Sqrt(x)", Math.Sqrt).With("slope", x => 0.5 / Math.Sqrt(x)).With("of Sqrt(x + 0.1)", x => 0.5 / Math.Sqrt(x + 0.1)),
        ["AB0305"] = new Plot("x = k · 10⁻¹⁶: 1 + x has no room for it", 0, 12, 0, 12).With("Log(1 + x)", k => 1e16 * Math.Log(1 + k * 1e-16)).With("LogP1(x)", k => 1e16 * Special.LogP1(k * 1e-16)),
        ["AB0306"] = new Plot("The same curve, many times the work", -2, 2, -4, 8).With("Pow(x, 3)", x => Math.Pow(x, 3)).With("slope: x * x * 3", x => 3 * x * x),
    };

    private static double Square(double x) => x * x;

    private static double Slope(Func<double, double> f, double x) => (f(x + 1e-4) - f(x - 1e-4)) / 2e-4;
}
