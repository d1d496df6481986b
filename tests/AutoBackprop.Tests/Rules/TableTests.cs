namespace AutoBackprop.Tests;

/// <summary>Every row of the table, under every name that C# has for it, in generated code.</summary>
public class TableTests
{
    private const int Points = 12;

    private static readonly Dictionary<string, RuleCase> Cases = RuleCase.All.ToDictionary(c => c.Name);

    // Their values are estimates: differences of them are noise.
    private static readonly Dictionary<string, Func<double, double>> Estimates = new()
    {
        ["ReciprocalEstimate"] = x => -1 / (x * x),
        ["ReciprocalSqrtEstimate"] = x => -0.5 / (x * Math.Sqrt(x)),
    };

    public static IEnumerable<object[]> Names => Cases.Keys.Select(n => new object[] { n });

    [Theory, MemberData(nameof(Names))]
    public void Every_row_agrees_with_differences_and_with_textbook_slopes(string name)
    {
        var row = Cases[name];
        var random = new Random(name.Sum(c => c));
        for (var point = 0; point < Points; point++)
        {
            var at = row.Draw(random);
            var (value, gradient) = row.Run(at);
            Assert.Equal(row.Value(at, wide: false), value);

            var k = 0;
            for (var i = 0; i < at.Length; i++)
            {
                if (!row.IsReal(i)) continue;
                var (slope, error) = Expected(row, at, i);
                var tolerance = Estimates.ContainsKey(row.Rule.Name) ? 1e-2 : row.Real == typeof(float) || row.Rule.Name == "Cast" ? 2e-5 : 1e-8;
                Assert.True(Math.Abs(gradient[k] - slope) <= tolerance * Math.Max(1, Math.Abs(slope)) + 10 * error,
                    $"{name}({string.Join(", ", at)}) by argument {i}: {gradient[k]:R}, should be {slope:R}");
                k++;
            }
        }
    }

    private static (double Slope, double Error) Expected(RuleCase row, object[] at, int argument)
    {
        var x = Convert.ToDouble(at[argument]);
        if (Estimates.TryGetValue(row.Rule.Name, out var known)) return (known(x), 0);
        if (row.Rule.Derivative.IsStep) return (0, 0);
        if (row.Rule.Name is not ("Select" or "Cast") && Slopes.HasFormula(row.Rule)) return (Slopes.Partials(row.Rule, at)[argument], 0);

        var estimate = Differences.Estimate(v =>
        {
            object[] moved = [.. at.Select(a => a is float f ? (double)f : a)];
            moved[argument] = v;
            return row.Value(moved, wide: true);
        }, x, 1e-2);
        // A kink lies within the step; the next point will do.
        return estimate.Error > 1e-4 ? (row.Run(at).Gradient[Enumerable.Range(0, argument).Count(row.IsReal)], 0) : estimate;
    }

    public static IEnumerable<object[]> Stable => RuleCase.All
        .Where(c => c.Rule.Spelling.StartsWith("Activations.", StringComparison.Ordinal) || c.Rule.Name is "BinaryCrossEntropyWithLogits" or "Tanh" or "Softplus" or "Hinge" or "Huber" or "SquaredError")
        .Select(c => new object[] { c.Name });

    [Theory, MemberData(nameof(Stable))]
    public void Activations_and_losses_on_logits_are_finite_far_out(string name)
    {
        var row = Cases[name];
        foreach (var x in new[] { 1000, -1000, 710, -710, 88, -88, 40, -40, 17, -17, 1e-30, -1e-30, 0.0 })
        {
            var at = row.Draw(new Random(1));
            at[0] = Convert.ChangeType(x, row.Real);
            var (value, gradient) = row.Run(at);
            Assert.True(double.IsFinite(value) && gradient.All(double.IsFinite), $"{name}({string.Join(", ", at)}) = {value}, gradient {string.Join(", ", gradient)}");
        }
    }

    [Fact]
    public void Every_row_with_a_derivative_is_tested() =>
        Assert.Equal(Core.Rules.All.Concat(Core.Rules.Foreign).Where(r => r is { Pullback: not null, IsOurs: false }).Select(r => r.Name).Order(), Cases.Values.Select(c => c.Rule.Name).Distinct().Order());

    // CONTRACT: conventions at kinks.
    [Theory]
    [InlineData("Relu_AutoBackprop_Activations_Relu", new[] { 0.0 }, new[] { 0.0 })]
    [InlineData("Abs_System_Math_Abs", new[] { 0.0 }, new[] { 0.0 })]
    [InlineData("Max_System_Math_Max", new[] { 1.5, 1.5 }, new[] { 0.0, 1.0 })]
    [InlineData("Min_System_Math_Min", new[] { 1.5, 1.5 }, new[] { 0.0, 1.0 })]
    [InlineData("Maxout_AutoBackprop_Activations_Maxout", new[] { 1.5, 1.5 }, new[] { 0.0, 1.0 })]
    [InlineData("Clamp_System_Math_Clamp", new[] { -1.0, -1.0, 1.0 }, new[] { 0.0, 1.0, 0.0 })]
    [InlineData("Clamp_System_Math_Clamp", new[] { 1.0, -1.0, 1.0 }, new[] { 0.0, 0.0, 1.0 })]
    [InlineData("Clamp_System_Math_Clamp", new[] { 3.0, 1.0, 1.0 }, new[] { 0.0, 0.0, 1.0 })]
    [InlineData("LeakyRelu_AutoBackprop_Activations_LeakyRelu", new[] { 0.0, 0.3 }, new[] { 0.3, 0.0 })]
    [InlineData("PRelu_AutoBackprop_Activations_PRelu", new[] { 0.0, 0.3 }, new[] { 0.3, 0.0 })]
    [InlineData("RRelu_AutoBackprop_Activations_RRelu", new[] { 0.0, 0.3 }, new[] { 0.3, 0.0 })]
    [InlineData("Elu_AutoBackprop_Activations_Elu", new[] { 0.0, 0.7 }, new[] { 0.7, 0.0 })]
    [InlineData("Selu_AutoBackprop_Activations_Selu", new[] { 0.0 }, new[] { 1.7580993408473768599402175208123 })]
    [InlineData("HardTanh_AutoBackprop_Activations_HardTanh", new[] { 1.0 }, new[] { 0.0 })]
    [InlineData("HardTanh_AutoBackprop_Activations_HardTanh", new[] { -1.0 }, new[] { 0.0 })]
    [InlineData("HardSigmoid_AutoBackprop_Activations_HardSigmoid", new[] { 3.0 }, new[] { 0.0 })]
    [InlineData("Pow_System_Math_Pow", new[] { 0.0, 2.5 }, new[] { 0.0, 0.0 })]
    [InlineData("Pow_System_Math_Pow", new[] { 0.0, 1.0 }, new[] { 1.0, 0.0 })]
    [InlineData("Pow_System_Math_Pow", new[] { 0.0, 0.0 }, new[] { 0.0, 0.0 })]
    [InlineData("Pow_System_Math_Pow", new[] { 0.0, -1.0 }, new[] { 0.0, 0.0 })]
    [InlineData("Atan2_System_Math_Atan2", new[] { 0.0, 0.0 }, new[] { 0.0, 0.0 })]
    [InlineData("Hypot_double_Hypot", new[] { 0.0, 0.0 }, new[] { 0.0, 0.0 })]
    [InlineData("Rem", new[] { 6.0, 2.0 }, new[] { 1.0, -3.0 })]
    [InlineData("Rem", new[] { -7.5, 2.0 }, new[] { 1.0, 3.0 })]
    [InlineData("CopySign_System_Math_CopySign", new[] { -2.0, 3.0 }, new[] { -1.0, 0.0 })]
    [InlineData("CopySign_System_Math_CopySign", new[] { -2.0, -0.0 }, new[] { 1.0, 0.0 })]
    [InlineData("Sqrt_System_Math_Sqrt", new[] { 0.0 }, new[] { double.PositiveInfinity })]
    [InlineData("Hinge_AutoBackprop_Losses_Hinge", new[] { 1.0, 1.0 }, new[] { 0.0, 0.0 })]
    [InlineData("L1Penalty_AutoBackprop_Losses_L1Penalty", new[] { 0.0 }, new[] { 0.0 })]
    [InlineData("CrossEntropy_AutoBackprop_Losses_CrossEntropy", new[] { 0.0, 0.0 }, new[] { 0.0, double.PositiveInfinity })]
    public void At_a_kink_the_convention_holds(string name, double[] at, double[] slopes)
    {
        Assert.Equal(slopes, Cases[name + "_double"].Run([.. at.Cast<object>()]).Gradient);
        Assert.Equal([.. slopes.Select(s => (double)(float)s)], Cases[name.Replace("System_Math_", "System_MathF_").Replace("_double_", "_float_").Replace("System_MathF_Clamp", "float_Clamp") + "_float"].Run([.. at.Select(x => (object)(float)x)]).Gradient.Select(g => (double)(float)g));
    }

    // From 60 digits (mpmath): squares that leave the range, and complements of what rounds to 1.
    [Theory]
    [InlineData("Asinh_System_Math_Asinh", new[] { 1e160 }, new[] { 1e-160 })]
    [InlineData("Asinh_System_Math_Asinh", new[] { -3e-200 }, new[] { 1.0 })]
    [InlineData("Acosh_System_Math_Acosh", new[] { 1e200 }, new[] { 1e-200 })]
    [InlineData("Hypot_double_Hypot", new[] { 3e200, 4e200 }, new[] { 0.6, 0.8 })]
    [InlineData("Hypot_double_Hypot", new[] { 3e-200, 4e-200 }, new[] { 0.6, 0.8 })]
    [InlineData("Atan2_System_Math_Atan2", new[] { 1e-170, 1e-170 }, new[] { 5e169, -5e169 })]
    [InlineData("Atan2_System_Math_Atan2", new[] { 1e170, 1e170 }, new[] { 5e-171, -5e-171 })]
    [InlineData("BinaryCrossEntropyWithLogits_AutoBackprop_Losses_BinaryCrossEntropyWithLogits", new[] { 40.0, 1 }, new[] { -4.248354255291589e-18, -40 })]
    [InlineData("BinaryCrossEntropyWithLogits_AutoBackprop_Losses_BinaryCrossEntropyWithLogits", new[] { -40.0, 0 }, new[] { 4.248354255291589e-18, 40 })]
    [InlineData("BinaryCrossEntropyWithLogits_AutoBackprop_Losses_BinaryCrossEntropyWithLogits", new[] { 40.0, 0.25 }, new[] { 0.75, -40 })]
    [InlineData("Elu_AutoBackprop_Activations_Elu", new[] { -40.0, 0.7 }, new[] { 2.9738479787041123e-18, -1 })]
    [InlineData("Selu_AutoBackprop_Activations_Selu", new[] { -40.0 }, new[] { 7.4690288159142912e-18 })]
    [InlineData("Expm1_AutoBackprop_Special_ExpM1", new[] { -40.0 }, new[] { 4.248354255291589e-18 })]
    [InlineData("Exp2M1_double_Exp2M1", new[] { -60.0 }, new[] { 6.0120934321223593e-19 })]
    [InlineData("Exp10M1_double_Exp10M1", new[] { -20.0 }, new[] { 2.3025850929940457e-20 })]
    [InlineData("Silu_AutoBackprop_Activations_Silu", new[] { -40.0 }, new[] { -1.6568581595637197e-16 })]
    [InlineData("Swish_AutoBackprop_Activations_Swish", new[] { 40.0, 1 }, new[] { 1.0000000000000002, 6.7973668084665423e-15 })]
    [InlineData("GeluTanh_AutoBackprop_Activations_GeluTanh", new[] { 1e160 }, new[] { 1.0 })]
    [InlineData("GeluTanh_AutoBackprop_Activations_GeluTanh", new[] { -1e160 }, new[] { 0.0 })]
    public void Far_out_and_far_in_a_slope_keeps_its_digits(string name, double[] at, double[] slopes)
    {
        var gradient = Cases[name + "_double"].Run([.. at.Cast<object>()]).Gradient;
        Assert.All(gradient.Zip(slopes), p => Assert.True(Math.Abs(p.First - p.Second) <= 1e-14 * Math.Abs(p.Second), $"{p.First:R} for {p.Second:R}"));
    }

    [Theory]
    [InlineData("Asinh_System_MathF_Asinh", new[] { 1e25 }, new[] { 1e-25 })]
    [InlineData("Acosh_System_MathF_Acosh", new[] { 1e25 }, new[] { 1e-25 })]
    [InlineData("Hypot_float_Hypot", new[] { 3e-25, 4e-25 }, new[] { 0.6, 0.8 })]
    [InlineData("Atan2_System_MathF_Atan2", new[] { 1e-25, 1e-25 }, new[] { 5e24, -5e24 })]
    [InlineData("BinaryCrossEntropyWithLogits_AutoBackprop_Losses_BinaryCrossEntropyWithLogits", new[] { 20.0, 1 }, new[] { -2.0611536181902037e-9, -20 })]
    [InlineData("GeluTanh_AutoBackprop_Activations_GeluTanh", new[] { 1e30 }, new[] { 1.0 })]
    public void So_it_does_in_single_precision(string name, double[] at, double[] slopes)
    {
        var gradient = Cases[name + "_float"].Run([.. at.Select(x => (object)(float)x)]).Gradient;
        Assert.All(gradient.Zip(slopes), p => Assert.True(Math.Abs(p.First - p.Second) <= 2e-6 * Math.Abs(p.Second), $"{p.First:R} for {p.Second:R}"));
    }
}
