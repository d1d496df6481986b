namespace AutoBackprop;

/// <summary>One component of a gradient, computed in two ways.</summary>
/// <param name="Index">Its place in the gradient.</param>
/// <param name="Analytic">The value to check.</param>
/// <param name="Numeric">The value by finite differences.</param>
/// <param name="RelativeError">How far they are apart; infinite where they cannot be compared.</param>
public sealed record GradientComponent(int Index, double Analytic, double Numeric, double RelativeError);
