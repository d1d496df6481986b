namespace AutoBackprop.Core;

/// <summary>Where operations leave the real numbers, and where they have kinks.</summary>
public static partial class Rules
{
    private static Rule Located(Rule row) => row.Name switch
    {
        "Mul" => row with { IsProduct = true },
        "Div" => row with { Singularities = [Pole(1)], Shifted = "Softmax", IsProduct = true },
        "TanPi" or "Atan2" or "Atan2Pi" or "Remainder" or "BinaryCrossEntropy" or "CrossEntropy" => Kinked(row) with { IsSteep = true },
        "Rem" => row with { Singularities = [Pole(1)] },
        "ReciprocalEstimate" => row with { Singularities = [Pole(0)] },
        "Log" => row with { Singularities = [Edge(0)], IsLogarithm = true, IsNatural = true, Shifted = "LogSumExp" },
        "Log2" => row with { Singularities = [Edge(0)], IsLogarithm = true, Shifted = "LogSumExp / Log(2)" },
        "Log10" => row with { Singularities = [Edge(0)], IsLogarithm = true, Shifted = "LogSumExp / Log(10)" },
        "ReciprocalSqrtEstimate" => row with { Singularities = [Edge(0)] },
        "Pow" => row with { IsPower = true },
        "LogBase" => row with { Singularities = [Edge(0), new(1, 1, HasValue: false, Domain: 0)] },
        "LogP1" or "Log1p" or "Log2P1" or "Log10P1" => row with { Singularities = [Edge(-1)] },
        "Atanh" => row with { Singularities = [Edge(-1), Edge(1) with { Domain = -1 }] },
        "Sqrt" or "RootN" => row with { Singularities = [Edge(0) with { HasValue = true }], IsRoot = true },
        "Cbrt" => row with { Singularities = [Pole(0) with { HasValue = true }], IsRoot = true },
        "Asin" or "Acos" or "AsinPi" or "AcosPi" => row with { Singularities = [Edge(-1) with { HasValue = true }, Edge(1) with { HasValue = true, Domain = -1 }] },
        "Acosh" => row with { Singularities = [Edge(1) with { HasValue = true }] },
        "Exp" => row with { OverflowsBeyond = 709.78, IsNatural = true, VanishesFarOut = true },
        "ExpM1" or "Expm1" or "Sinh" or "Cosh" => row with { OverflowsBeyond = 709.78 },
        "Exp2" or "Exp10" => row with { OverflowsBeyond = row.Name == "Exp2" ? 1024 : 308.25, VanishesFarOut = true },
        "Exp2M1" => row with { OverflowsBeyond = 1024 },
        "Exp10M1" => row with { OverflowsBeyond = 308.25 },

        "Relu" or "LeakyRelu" or "PRelu" or "RRelu" or "Elu" or "Selu" or "Abs" or "L1Penalty" => row with { KinkAt = [0] },
        "Hypot" => Kinked(row),
        "HardSigmoid" => row with { KinkAt = [-3, 3] },
        "HardTanh" => row with { KinkAt = [-1, 1] },
        _ => row,
    };

    private static Rule Kinked(Rule row) => row.Name is "Hypot" or "Atan2" or "Atan2Pi" ? row with { KinkAt = [0], HasJointKink = true } : row;

    private static Singularity Pole(int argument) => new(argument, 0, HasValue: false, Domain: 0);

    private static Singularity Edge(double at) => new(0, at, HasValue: false, Domain: 1);
}
