namespace AutoBackprop.Core;

/// <summary>What a [Differentiable] method can ask for; the numbers are those of the attribute.</summary>
[Flags]
public enum Derivatives
{
    None = 0,
    Gradient = 1,
    Backward = 2,
    Tangent = 4,
    HessianVector = 8,
    Jacobian = 16,
    Value = 32,
    Hessian = 64,
    Parallel = 128,
}
