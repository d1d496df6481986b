using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AutoBackprop;

public static partial class Gradients
{
    /// <summary>Compares what was generated for every <see cref="DifferentiableAttribute"/> method of a type, and of the types inside it,
    /// with finite differences of the method and with each other. For tests.</summary>
    /// <remarks>Values and gradients are compared with the method and its centred differences; tangents with gradients; rows of a Jacobian
    /// with gradients; products with a Hessian, and its columns, with differences of gradients. Arguments are made up by their types, several
    /// times, or are those of <see cref="SampleInputsAttribute"/>. A number at a kink, where differences from the left and from the right
    /// disagree, does not count. What a method stops on purpose (<see cref="Stop(double)"/>, a <see cref="NoGradientAttribute"/> method) differs
    /// from its differences: check such a method without it. A method of which nothing could be compared fails the check: nothing is left out in silence.</remarks>
    /// <param name="type">A type with differentiable methods.</param>
    /// <param name="seed">Of the arguments that are made up.</param>
    /// <param name="samples">How many of them, per method; at least one.</param>
    /// <param name="tolerance">The largest relative error that passes; for float a hundred times that.</param>
    /// <example><code>
    /// [Fact]
    /// public void Derivatives_are_right() => Gradients.CheckAll(typeof(Model)).ThrowIfFailed();
    /// </code></example>
    [RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
    public static DerivativeReport CheckAll(Type type, int seed = 1, int samples = 3, double tolerance = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(type);
        return CheckAll(WithInner(type), seed, samples, tolerance);
    }

    /// <summary>The same, of every type of an assembly.</summary>
    /// <inheritdoc cref="CheckAll(Type, int, int, double)"/>
    /// <param name="assembly">An assembly with differentiable methods.</param>
    /// <param name="seed">Of the arguments that are made up.</param>
    /// <param name="samples">How many of them, per method; at least one.</param>
    /// <param name="tolerance">The largest relative error that passes; for float a hundred times that.</param>
    [RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
    public static DerivativeReport CheckAll(Assembly assembly, int seed = 1, int samples = 3, double tolerance = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return CheckAll(assembly.GetTypes(), seed, samples, tolerance);
    }

    [RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
    private static DerivativeReport CheckAll(IEnumerable<Type> types, int seed, int samples, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        return new([.. types.SelectMany(DifferentiableMethod.In).Select(m => new MethodChecks(m, tolerance).Run(seed, samples))]);
    }

    [RequiresUnreferencedCode(Reflected.Trimmed)]
    private static IEnumerable<Type> WithInner(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(WithInner).Prepend(type);
}
