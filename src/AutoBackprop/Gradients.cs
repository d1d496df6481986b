namespace AutoBackprop;

/// <summary>What one does with gradients beside computing them.</summary>
public static partial class Gradients
{
    /// <summary>The value of <paramref name="x"/>; in a differentiable method no gradient goes through it.</summary>
    public static double Stop(double x) => x;

    /// <inheritdoc cref="Stop(double)"/>
    public static float Stop(float x) => x;
}
